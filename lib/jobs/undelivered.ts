import { duration } from '@/lib/duration'
import type { Job } from '@/lib/schemas/job'
import { formatLength, formatMoment } from '@/lib/time'
import { datasetLabel } from './dataset'
import { timeOf } from './state'

/** How long IBM keeps logs at the edge while log retention is on. Source: IBM, "Using the Logpull service". */
export const retentionDays = 7
const retentionMs = retentionDays * 86_400_000

/** Logs that a job has not delivered, from the end of its last delivery until now; times as Unix ms. */
export type Undelivered = {
  fromMs: number
  ms: number
  /** How much of it nobody can get any more. */
  lostMs: number
  /** Until when all the rest can be fetched; null: it can't be, or nobody knows. */
  recoverableUntilMs: number | null
}

type Facts = Pick<Job, 'dataset' | 'lastComplete'>

/**
 * What is not delivered, and what of it is lost: with retention off all of it, else what is older than IBM keeps. null:
 * the job never delivered, so nobody knows from when on. `retention`: null and undefined, it is not known.
 */
export function undeliveredOf(
  { dataset, lastComplete }: Facts,
  retention: boolean | null | undefined,
  nowMs: number,
): Undelivered | null {
  const fromMs = timeOf(lastComplete)
  if (fromMs === null) return null
  const ms = Math.max(0, nowMs - fromMs)
  const lostMs = retention === false ? ms : retention === true ? Math.max(0, ms - retentionMs) : 0
  const isKept = retention === true && dataset === 'http_requests'
  return {
    fromMs,
    ms,
    lostMs,
    recoverableUntilMs: isKept ? Math.max(fromMs + retentionMs, nowMs) : null,
  }
}

/** Short, as in a list: "6 h 40 min not delivered", "2 d lost". */
export function undeliveredWords({ ms, lostMs }: Undelivered): string {
  return `${formatLength(ms)} ${lostMs > 0 && lostMs === ms ? 'lost' : 'not delivered'}`
}

/** In a sentence: "6 h 40 min of HTTP requests not delivered; recoverable with Logpull until Thu 22 Oct, 03:02." */
export function undeliveredSentence(
  { dataset }: Pick<Job, 'dataset'>,
  undelivered: Undelivered,
): string {
  const { ms, lostMs, recoverableUntilMs } = undelivered
  const logs = dataset === null ? 'logs' : datasetLabel(dataset)
  if (lostMs > 0 && lostMs === ms) {
    return `${duration(ms)} of ${logs} lost: log retention is off.`
  }
  const not = `${duration(ms)} of ${logs} not delivered`
  if (recoverableUntilMs === null) {
    // Only these can be fetched. Source: IBM, "Using the Logpull service".
    return dataset === 'http_requests' ? `${not}.` : `${not}; Logpull covers HTTP requests only.`
  }
  return lostMs > 0
    ? `${duration(lostMs)} of ${logs} lost; the last ${retentionDays} days are recoverable with Logpull.`
    : `${not}; recoverable with Logpull until ${formatMoment(recoverableUntilMs)}.`
}
