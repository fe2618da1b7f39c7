import { formatDay, formatTimeOfDay, type Instant, toMs } from '@/lib/time'

/** "09:44:33.871"; with its day when that is another than `since`'s. Of the reader's clock unless `timeZone` says. */
export function exactTime(at: Instant, since: Instant = at, timeZone?: string): string {
  const ms = toMs(at)
  const time = `${formatTimeOfDay(ms, timeZone)}.${String(ms % 1000).padStart(3, '0')}`
  const day = formatDay(ms, timeZone)
  return day === formatDay(since, timeZone) ? time : `${day}, ${time}`
}
