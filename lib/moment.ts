import { calendarOf } from './calendar'
import { formatClock, type Instant, toMs } from './time'

/** A moment in running text: "17:05" today, "yesterday 17:05", "03:02 tomorrow", else as `formatClock`. */
export function moment(at: Instant, now: Instant, timeZone?: string): string {
  const ms = toMs(at)
  if (Number.isNaN(ms)) return ''
  const away = calendarOf(ms, timeZone).dayNumber - calendarOf(toMs(now), timeZone).dayNumber
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
