import { retentionDays } from '@/lib/jobs/undelivered'
import { moment } from '@/lib/moment'
import type { JobHistory } from '@/lib/schemas/history'

/**
 * What IBM still has of a gap's logs, and until when all of that. What was lost while retention was off before, nobody here
 * knows.
 *
 * @param retention of the zone's logs; null and undefined: not known
 */
export function stillKept(
  { from, to }: Pick<JobHistory['gaps'][number], 'from' | 'to'>,
  dataset: string | null,
  retention: boolean | null | undefined,
  nowMs: number,
): string {
  // Source: IBM, "Using the Logpull service".
  if (dataset !== 'http_requests') return 'Logpull covers HTTP requests only'
  if (typeof retention !== 'boolean') return ''
  const keptMs = retentionDays * 86_400_000
  const allUntilMs = Date.parse(from) + keptMs
  const lastUntilMs = to === null ? nowMs + keptMs : Date.parse(to) + keptMs
  if (lastUntilMs <= nowMs) return 'no longer in retention'
  if (!retention) return 'Log retention is off'
  if (allUntilMs > nowMs) return `Logpull until ${moment(allUntilMs, nowMs)}`
  return to === null
    ? `the last ${retentionDays} days with Logpull`
    : `in part, with Logpull until ${moment(lastUntilMs, nowMs)}`
}
