/** How a list stands that is read again and again. */
export type ListReading = {
  /** Unix milliseconds; 0: never. */
  readAtMs: number
  /** The last reading failed for another reason than IBM's request limit. */
  hasFailed: boolean
  isReading: boolean
}

const maxAgeMs = 90_000
/** A page that is opened again shows what it had while it reads; that is at most as old as the cache. */
const maxAgeWhileReadingMs = 5 * 60_000

/** Whether states read then may be wrong by now, so that they must not be shown in their colours. */
export function isStale({ readAtMs, hasFailed, isReading }: ListReading, nowMs: number): boolean {
  if (readAtMs === 0) return false
  if (hasFailed) return true
  return nowMs - readAtMs > (isReading ? maxAgeWhileReadingMs : maxAgeMs)
}
