import type { JobState } from '@/lib/schemas/job'
import type { Gap, KnownJob, Span } from './advance'
import { errorPrint } from './cause'
import { isLosing, type Standing } from './standing'

type Reading = { readMs: number; goodForMs: number }

/** `cause`: why it is in its state. `overdueMs`: since when its first delivery is overdue. */
type Now = { standing: Standing; cause: string | null; overdueMs: number | null }

/**
 * Stretches that begin by a reading: of another state, of another error while logs are missing, or of a first delivery that is
 * overdue. None begins before the one that the job was in; one that begins with it takes its place.
 */
export function spansOf(
  before: KnownJob | null,
  { standing, cause, overdueMs }: Now,
  { readMs, goodForMs }: Reading,
): Span[] {
  const { state } = standing
  if (before === null) return [{ fromMs: standing.sinceMs ?? readMs, state, cause }]
  const beganMs = Math.min(readMs, standing.sinceMs ?? readMs)
  const unseenFromMs = Math.max(before.readMs + goodForMs, before.spanMs)
  // What had begun before anybody looked away, and goes on, was so all the time.
  if (unseenFromMs < readMs && beganMs > unseenFromMs) {
    return [
      { fromMs: unseenFromMs, state: 'not_known', cause: null },
      { fromMs: beganMs, state, cause },
    ]
  }
  if (before.standing.state !== state) {
    return [{ fromMs: changeAt(before, state, beganMs, readMs), state, cause }]
  }
  if (isAnotherError(before, standing, cause)) return [{ fromMs: readMs, state, cause }]
  if (overdueMs !== null && before.spanMs < overdueMs) {
    // Nothing need have come when it was read before, or that would have been told then: its zone took no traffic.
    return [{ fromMs: before.readMs > overdueMs ? readMs : overdueMs, state, cause }]
  }
  return []
}

/**
 * When the state changed that a job was in. A loss begins at the end of what was delivered last, so it may take away from a time
 * in which all seemed well, or all of it. What was seen to be otherwise than well was so for as long as it was seen, unless that
 * was a mistake: a person had disabled what IBM seemed to have.
 */
function changeAt(before: KnownJob, state: JobState, beganMs: number, readMs: number): number {
  const { standing, spanMs } = before
  const was = standing.state
  const fromMs = Math.max(beganMs, spanMs)
  if (was === 'delivering' || (was === 'disabled_by_service' && state === 'paused')) return fromMs
  if (was !== 'late' && beganMs > spanMs) return fromMs
  return before.readMs > spanMs ? Math.max(fromMs, before.readMs) : Math.max(fromMs, readMs)
}

/** More of one loss nobody reads; what is said beyond them has no stretch of its own. */
const mostErrors = 50

/** IBM says something of what still fails that it has not said of it before; each request has another id in it. */
function isAnotherError(before: KnownJob, { state }: Standing, cause: string | null): boolean {
  if (!isLosing(state) || cause === null) return false
  const { toldErrors, errorText, gap } = before
  const last = errorPrint(errorText ?? gap?.cause ?? '')
  const print = errorPrint(cause)
  return print !== last && !toldErrors.includes(print) && toldErrors.length < mostErrors
}

/** The errors of the loss that goes on, as prints: one that comes again, as two in turn do, has its stretch. */
export function toldErrors(
  before: KnownJob | null,
  gap: { open: KnownJob['gap']; closed: Gap | null },
  { state }: Standing,
  cause: string | null,
): readonly string[] {
  if (gap.open === null) return []
  const told = before === null || gap.closed !== null ? [] : before.toldErrors
  if (!isLosing(state) || cause === null || told.length >= mostErrors) return told
  const print = errorPrint(cause)
  return told.includes(print) ? told : [...told, print]
}
