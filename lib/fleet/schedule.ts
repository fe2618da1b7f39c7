// When a zone is read again. Pure; times are epoch ms.

/** A zone that is calm is read at most so often, however much of the budget is left. */
const calmMs = 60_000
/** A zone in trouble, or that has just changed, is read so often. */
const troubledMs = 30_000
/** So long after a change a zone counts as changing. */
const changingForMs = 15 * 60_000
/** Of the share, for calm zones; the rest is for those in trouble, for lists of zones and for what is tried again. */
const calmShare = 0.7
/** The longest pause of a zone that can't be read. */
const longestPauseMs = 10 * 60_000

/**
 * How often all calm zones are read, so that the share lasts.
 *
 * @param zones that one identity reads
 * @param limit requests in five minutes; `Infinity`: no limit
 */
export function cycleMs(zones: number, limit: number): number {
  if (limit === Number.POSITIVE_INFINITY) return calmMs
  if (limit <= 0) return Number.POSITIVE_INFINITY
  return Math.max(calmMs, Math.ceil((zones * 300_000) / (limit * calmShare)))
}

/** Some zones at a time, and not all at once again after a start: within a tenth of the pause. */
function spread(pauseMs: number, zoneId: string): number {
  let hash = 0
  for (const char of zoneId) hash = (hash * 31 + char.charCodeAt(0)) >>> 0
  return Math.round(pauseMs * (0.95 + ((hash % 1_000) / 1_000) * 0.1))
}

/** The pause after a reading that went well. */
export function nextAfter(
  zoneId: string,
  { isTroubled, changedMs }: { isTroubled: boolean; changedMs: number | null },
  cycle: number,
  troubled: number,
  nowMs: number,
): number {
  const isChanging = changedMs !== null && nowMs - changedMs < changingForMs
  if (!isTroubled && !isChanging) return nowMs + spread(cycle, zoneId)
  return nowMs + spread(Math.min(cycle, troubled), zoneId)
}

/** How often zones in trouble are read: seldomer where there are so many that their part of the share would not last. */
export function troubledEveryMs(troubledZones: number, limit: number): number {
  if (limit === Number.POSITIVE_INFINITY) return troubledMs
  const part = Math.max(1, limit * (1 - calmShare) * 0.8)
  return Math.max(troubledMs, (troubledZones * 300_000) / part)
}

/** The pause after a reading that failed, ever longer. */
export function nextAfterFailure(zoneId: string, failures: number, nowMs: number): number {
  const pause = Math.min(longestPauseMs, troubledMs * 2 ** Math.min(10, failures - 1))
  return nowMs + spread(pause, zoneId)
}

/** How long a reading counts: two rounds, for one may fail. */
export const goodForMs = (cycle: number): number =>
  Number.isFinite(cycle) ? Math.max(2 * cycle + troubledMs, 3 * 60_000) : 3 * 60_000
