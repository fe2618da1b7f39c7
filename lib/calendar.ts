import { dateFormat } from './date-format'

/** A moment by a calendar and a clock, in English. */
export type Calendar = {
  year: number
  /** "Oct". */
  month: string
  day: number
  /** "Wed". */
  weekday: string
  /** Days since 1970, to tell how many days lie between. */
  dayNumber: number
  /** "09", as are minute and second. */
  hour: string
  minute: string
  second: string
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const dayMs = 86_400_000

/**
 * `ms` by the clock of `timeZone`, without one by the browser's. That needs nothing of Intl, whose first formatter takes
 * 20 ms of a page's start, and four times as long on a slow machine.
 *
 * @throws RangeError when `timeZone` is none
 */
export function calendarOf(ms: number, timeZone?: string): Calendar {
  const wall = wallClock(ms, timeZone)
  const at = new Date(wall)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    year: at.getUTCFullYear(),
    month: months[at.getUTCMonth()] ?? '',
    day: at.getUTCDate(),
    weekday: weekdays[at.getUTCDay()] ?? '',
    dayNumber: Math.floor(wall / dayMs),
    hour: two(at.getUTCHours()),
    minute: two(at.getUTCMinutes()),
    second: two(at.getUTCSeconds()),
  }
}

/** What UTC's clock shows when it is what the time zone's shows at `ms`. */
function wallClock(ms: number, timeZone: string | undefined): number {
  if (timeZone === undefined) return ms - new Date(ms).getTimezoneOffset() * 60_000
  const parts = dateFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(ms)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
}
