/** What of a query tells how fresh the page is. */
export type Reading = {
  /** When it last brought data, Unix ms; 0: never. */
  readAtMs: number
  isFailing: boolean
}

export type Freshness = {
  /** null: nothing on this page was read yet. */
  readAtMs: number | null
  isFailing: boolean
}

/** The page is as fresh as its newest data; if something can't be read, as old as the oldest of that. */
export function freshnessOf(readings: readonly Reading[]): Freshness {
  const failing = readings.filter((reading) => reading.isFailing)
  const isFailing = failing.length > 0
  const times = (isFailing ? failing : readings).map(({ readAtMs }) => readAtMs)
  const known = times.filter((ms) => ms > 0)
  if (known.length === 0) return { readAtMs: null, isFailing }
  return { readAtMs: isFailing ? Math.min(...known) : Math.max(...known), isFailing }
}

/** Lists that follow IBM are read twice a minute; data older than this is not being followed. */
const liveForMs = 90_000

export function isLive({ readAtMs, isFailing }: Freshness, nowMs: number): boolean {
  return !isFailing && readAtMs !== null && nowMs - readAtMs < liveForMs
}
