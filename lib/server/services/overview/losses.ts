import 'server-only'
import type { KnownJob } from '@/lib/fleet/advance'
import { undeliveredOf } from '@/lib/jobs/undelivered'
import { time } from './judged'

/** What became of the logs that a job has not delivered: whether all are gone for good, or until when those kept can be fetched. */
export type Loss = { isLost: boolean; recoverableUntilMs: number | null }

/** null: nothing is missing, or nobody knows since when. `retention`: of the zone; null: not known. */
export function lossOf(
  { gap, dataset }: Pick<KnownJob, 'gap' | 'dataset'>,
  retention: boolean | null,
  nowMs: number,
): Loss | null {
  if (gap === null) return null
  const facts = { dataset, lastComplete: time(gap.fromMs) }
  const undelivered = undeliveredOf(facts, { enabled: retention, sinceMs: null }, nowMs)
  if (undelivered === null || undelivered.ms === 0) return null
  const { ms, lostMs, recoverable } = undelivered
  return { isLost: lostMs === ms, recoverableUntilMs: recoverable?.untilMs ?? null }
}
