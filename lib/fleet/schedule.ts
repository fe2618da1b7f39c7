// When a zone is read again. Pure; times are epoch ms.

/** A zone that is calm is read at most so often, however much of the budget is left. */
const calmMs = 60_000
/** A zone in trouble, or that has just changed, is read so often. */
const troubledMs = 30_000
/** So long after a change a zone counts as changing. */
const changingForMs = 15 * 60_000
/** At the latest so often, as long as there are not too many of them: a failing zone is to be noticed within two minutes. */
const troubledAtLatestMs = 100_000
/** Log retention is seldom switched, and a request of its own. */
const retentionMs = 15 * 60_000
/** Of many zones seldomer still: each such time costs as much as a reading. */
const cyclesARetention = 8
/** How often instances and zones are listed anew. */
const listsMs = 5 * 60_000
const zonesAPage = 50
/** Parts of the share: a tenth is for what is tried again, the rest for calm zones. */
const part = { lists: 0.05, troubled: 0.2, troubledAtMost: 0.6, spare: 0.15 } as const
/** The longest pause of a zone that can't be read. */
const longestPauseMs = 10 * 60_000

/** How often what is read with one identity is read again. */
export type Pace = {
  /** All calm zones once. */
  cycleMs: number
  /** A zone in trouble, or that has just changed. */
  troubledMs: number
  retentionMs: number
  listsMs: number
  /** Requests in five minutes for calm zones at most, so that those in trouble never wait for the others. */
  calmLimit: number
}

/**
 * The pace at which the share lasts. Where many zones are in trouble they are read seldomer, but so that a change of theirs is
 * seen within two minutes, for as long as that leaves something for the others.
 *
 * @param zones that are read with one identity, `troubled` of them in trouble
 * @param limit requests in five minutes; `Infinity`: no limit
 */
export function paceOf({ zones, troubled }: Amounts, limit: number): Pace {
  if (limit === Number.POSITIVE_INFINITY) {
    return { cycleMs: calmMs, troubledMs, retentionMs, listsMs, calmLimit: limit }
  }
  if (limit <= 0) {
    const never = Number.POSITIVE_INFINITY
    return { cycleMs: never, troubledMs: never, retentionMs: never, listsMs: never, calmLimit: 0 }
  }
  const asked = troubled * windowMs
  const least = asked / (limit * part.troubled)
  const most = asked / (limit * part.troubledAtMost)
  const everyMs = Math.max(troubledMs, most, Math.min(least, troubledAtLatestMs))
  const forTroubled = Math.max(limit * part.troubled, asked / everyMs)
  const forCalm = limit * (1 - part.lists - part.spare) - forTroubled
  const calm = Math.max(0, zones - troubled)
  const cycle = Math.max(
    calmMs,
    Math.ceil((calm * (1 + 1 / cyclesARetention) * windowMs) / forCalm),
  )
  return {
    cycleMs: cycle,
    troubledMs: everyMs,
    retentionMs: Math.max(retentionMs, cyclesARetention * cycle),
    listsMs: Math.max(listsMs, (Math.ceil(zones / zonesAPage) * windowMs) / (limit * part.lists)),
    calmLimit: calmLimitOf(calm, cycle, forCalm + limit * part.spare),
  }
}

/** All at once where they are few; of many no more than makes one go after the other, or they would come in waves ever after. */
function calmLimitOf(zones: number, cycle: number, most: number): number {
  const inOneWindow = (zones * countedForMs * 1.05) / cycle
  return Math.max(1, Math.floor(zones <= most ? most : Math.min(most, inOneWindow)))
}
type Amounts = { zones: number; troubled: number }
const windowMs = 5 * 60_000
/** So long the share counts a request: until it has left, and five minutes more. */
const countedForMs = windowMs + 20_000

/** Some zones at a time, and not all at once again after a start: within a tenth of the pause. */
function spread(pauseMs: number, zoneId: string): number {
  return Math.round(pauseMs * (0.95 + hashOf(zoneId) * 0.1))
}

function hashOf(zoneId: string): number {
  let hash = 0
  for (const char of zoneId) hash = (hash * 31 + char.charCodeAt(0)) >>> 0
  return (hash % 1_000) / 1_000
}

/** Whether a zone's log retention is to be read along; of many zones not of all in one cycle. */
export function isRetentionDue(
  { zoneId, firstReadAt, retentionReadAt }: RetentionTimes,
  everyMs: number,
  nowMs: number,
): boolean {
  if (firstReadAt === null) return false
  const readAt = retentionReadAt ?? firstReadAt
  const pauseMs =
    retentionReadAt === null ? hashOf(zoneId) * Math.max(0, everyMs - retentionMs) : everyMs
  return Math.abs(nowMs - readAt) >= pauseMs
}
type RetentionTimes = { zoneId: string; firstReadAt: number | null; retentionReadAt: number | null }

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

/** The pause after a reading that failed, ever longer. */
export function nextAfterFailure(zoneId: string, failures: number, nowMs: number): number {
  const pause = Math.min(longestPauseMs, troubledMs * 2 ** Math.min(10, failures - 1))
  return nowMs + spread(pause, zoneId)
}

const leastGoodMs = 3 * 60_000

/** How long a reading counts: two rounds, for one may fail. `fleet-zones.ts` tells by it for which cycle a zone was planned. */
export const goodForMs = (cycle: number): number =>
  Number.isFinite(cycle) ? Math.max(2 * cycle + troubledMs, leastGoodMs) : leastGoodMs

/** The cycle that a reading was planned for, by how long it counts. */
export const cycleOf = (goodFor: number): number =>
  goodFor <= leastGoodMs ? calmMs : (goodFor - troubledMs) / 2
