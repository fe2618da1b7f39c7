import type { Job } from '@/lib/schemas/job'
import { formatLength } from '@/lib/time'
import { timeOf } from './state'

/** How long IBM keeps logs at the edge while log retention is on. Source: IBM, "Using the Logpull service". */
export const retentionDays = 7
const retentionMs = retentionDays * 86_400_000

/** A zone's log retention. */
export type Retention = {
  /** null and undefined: not known. */
  enabled: boolean | null | undefined
  /** Since when it is so, Unix ms; null: nothing here tells. */
  sinceMs: number | null
}

/** Logs that a job has not delivered, from the end of its last delivery until now; times as Unix ms. */
export type Undelivered = {
  fromMs: number
  ms: number
  /** How much of it nobody can get any more. */
  lostMs: number
  /** Why, where it is not for their age: log retention was off until then, or is off. */
  lostBecause: { was: 'off'; untilMs: number } | { is: 'off'; sinceMs: number | null } | null
  /** What of the rest can be fetched, and until when all of it; null: nothing can be, or nobody knows. */
  recoverable: { fromMs: number; toMs: number; untilMs: number } | null
}

type Facts = Pick<Job, 'dataset' | 'lastComplete'>

/**
 * What is not delivered, and what of it is lost: what came in while retention was off, and what is older than IBM keeps.
 * Turning it on brings nothing back, and turning it off takes nothing away (IBM, "Using the Logpull service"). null: the
 * job never delivered, so nobody knows from when on.
 */
export function undeliveredOf(
  { dataset, lastComplete }: Facts,
  { enabled, sinceMs }: Retention,
  nowMs: number,
): Undelivered | null {
  const fromMs = timeOf(lastComplete)
  if (fromMs === null) return null
  const ms = Math.max(0, nowMs - fromMs)
  const nothing = { fromMs, ms, lostMs: 0, lostBecause: null, recoverable: null }
  if (typeof enabled !== 'boolean') return nothing
  const switchedMs = sinceMs !== null && sinceMs > fromMs ? Math.min(sinceMs, nowMs) : null
  const keptFromMs = Math.max(fromMs, nowMs - retentionMs, (enabled && switchedMs) || 0)
  const keptToMs = enabled ? nowMs : (switchedMs ?? 0)
  const keptMs = Math.max(0, keptToMs - keptFromMs)
  const wasOff = enabled && switchedMs !== null
  return {
    fromMs,
    ms,
    lostMs: ms - keptMs,
    lostBecause: wasOff
      ? { was: 'off', untilMs: switchedMs }
      : enabled
        ? null
        : { is: 'off', sinceMs: switchedMs },
    recoverable:
      keptMs > 0 && dataset === 'http_requests'
        ? { fromMs: keptFromMs, toMs: keptToMs, untilMs: Math.max(keptFromMs + retentionMs, nowMs) }
        : null,
  }
}

/** Short, as in a list: "6 h 40 min not delivered", "2 d lost". */
export function undeliveredWords({ ms, lostMs }: Undelivered): string {
  return `${formatLength(ms)} ${lostMs > 0 && lostMs === ms ? 'lost' : 'not delivered'}`
}
