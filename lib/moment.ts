import { dateFormat } from './date-format'
import { formatClock, type Instant, toMs } from './time'

/** Days since 1970 by the calendar of `timeZone` (default: the browser's). */
function dayNumber(ms: number, timeZone?: string): number {
  const parts = dateFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(ms)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000
}

/** A moment in running text: "17:05" today, "yesterday 17:05", "03:02 tomorrow", else as `formatClock`. */
export function moment(at: Instant, now: Instant, timeZone?: string): string {
  const ms = toMs(at)
  if (Number.isNaN(ms)) return ''
  const away = dayNumber(ms, timeZone) - dayNumber(toMs(now), timeZone)
  const time = formatClock(ms, ms, timeZone)
  if (away === -1) return `yesterday ${time}`
  if (away === 1) return `${time} tomorrow`
  return formatClock(ms, now, timeZone)
}

/** The same inside a sentence: "at 16:32", "yesterday at 17:05", "on Sat at 18:17", "on 6 Oct at 14:12". */
export function atMoment(at: Instant, now: Instant, timeZone?: string): string {
  const said = moment(at, now, timeZone)
  const [, day, time] = /^(?:(.+?),? )?(\d\d:\d\d)$/.exec(said) ?? []
  if (time === undefined) return said && `on ${said}`
  if (day === undefined) return `at ${time}`
  return `${day === 'yesterday' ? day : `on ${day}`} at ${time}`
}
