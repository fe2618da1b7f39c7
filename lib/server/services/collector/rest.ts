import 'server-only'
import { singleton } from '@/lib/server/singleton'

// IBM says 429: whatever else is asked takes from what people could ask. So all readings with that identity pause, ever longer.

const firstMs = 15_000
const longestMs = 5 * 60_000

type Rest = { times: number; fromMs: number; untilMs: number }
const rests = () => singleton('collector-rests', () => new Map<string, Rest>())

/** A clock that was put back ends a rest. */
export function isResting(identity: string): boolean {
  const found = rests().get(identity)
  const nowMs = Date.now()
  return found !== undefined && nowMs >= found.fromMs && nowMs < found.untilMs
}

/** @param seconds as IBM names them; undefined: it does not */
export function rest(identity: string, seconds: number | undefined): void {
  // Those that were under way together count once.
  if (isResting(identity)) return
  const times = (rests().get(identity)?.times ?? 0) + 1
  const pauseMs = Math.max((seconds ?? 0) * 1_000, firstMs * 2 ** Math.min(times - 1, 10))
  const fromMs = Date.now()
  rests().set(identity, { times, fromMs, untilMs: fromMs + Math.min(longestMs, pauseMs) })
}

/** IBM answers again. */
export function workedAgain(identity: string): void {
  if (!isResting(identity)) rests().delete(identity)
}
