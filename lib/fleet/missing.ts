import type { Gap, KnownJob, SeenJob } from './advance'
import { isLosing, type Standing } from './standing'

type Now = Pick<KnownJob, 'standing' | 'disabled' | 'startMs'> & { cause: string | null }

/**
 * What of a job's logs is missing after a reading: the gap that goes on, and the one that ended. A gap goes on until something
 * was delivered, or somebody said that nothing need be: of the time in which a person wants no logs, none are lost. That IBM
 * disabled the job, or that it was resumed, brings nothing back.
 */
export function gapOf(
  before: KnownJob | null,
  seen: SeenJob,
  { standing, cause, disabled, startMs }: Now,
  readMs: number,
): { open: KnownJob['gap']; closed: Gap | null } {
  const open = before?.gap ?? null
  const { completeMs } = seen
  const endMs =
    open !== null && completeMs !== null && completeMs > open.fromMs
      ? completeMs
      : standing.state === 'paused'
        ? (disabled?.atMs ?? readMs)
        : null
  if (open !== null && endMs === null) {
    const why = open.cause ?? (isLosing(standing.state) ? cause : null)
    return { open: { ...open, cause: why }, closed: null }
  }
  const toMs = Math.min(endMs ?? readMs, readMs)
  // Where a clock was put back, its end may lie before its beginning: then nobody knows how long it was.
  const closed = open !== null && toMs > open.fromMs ? { ...open, toMs } : null
  if (!isLosing(standing.state)) return { open: null, closed }
  return { open: { fromMs: lossFrom(before, seen, standing, startMs, readMs), cause }, closed }
}

/** From the end of what was delivered last, or from when it was set going again if that was later. */
function lossFrom(
  before: KnownJob | null,
  { completeMs }: SeenJob,
  { sinceMs }: Standing,
  startMs: number | null,
  readMs: number,
): number {
  return Math.max(completeMs ?? before?.completeMs ?? sinceMs ?? readMs, startMs ?? 0)
}
