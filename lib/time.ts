import { type Calendar, calendarOf } from './calendar'
import { dateFormat } from './date-format'
import { duration } from './duration'

/** Lengths, ages and clock times as people read them. Pure; all lengths in milliseconds. */

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const month = 30.44 * day

export type Instant = Date | number | string

/** Milliseconds since 1970, or NaN for text that is no date. */
export const toMs = (at: Instant) => (at instanceof Date ? at.getTime() : new Date(at).getTime())

/** As `duration`, coarser where a column has little room: "40 s", "9 min", "6 h 40 min", "2 d 15 h", "45 d". */
export function formatLength(ms: number): string {
  if (ms >= 14 * day) return `${Math.floor(ms / day)} d`
  if (ms >= minute && ms < hour) return `${Math.floor(ms / minute)} min`
  return duration(ms)
}

/** "just now", "12 s ago", "6 h 40 min ago", "16 h ago", "3 d 15 h ago", "18 months ago". */
export function formatAge(ms: number): string {
  if (ms < second) return 'just now'
  if (ms >= 2 * month) {
    const years = Math.floor(ms / (12 * month))
    return years >= 2 ? `${years} years ago` : `${Math.floor(ms / month)} months ago`
  }
  // From ten hours on the minutes say nothing any more.
  if (ms >= 10 * hour && ms < day) return `${Math.floor(ms / hour)} h ago`
  return `${formatLength(ms)} ago`
}

/** The same for what is to come: "in 9 days", "in 20 s". */
export function formatAhead(ms: number): string {
  if (ms >= 2 * day) return `in ${Math.floor(ms / day)} days`
  return `in ${formatLength(ms)}`
}

const dateOf = ({ day, month, year }: Calendar) => `${day} ${month} ${year}`

/**
 * Clock time as short as it stays clear, in `timeZone` (default: the browser's):
 * "02:59" today, "Sat 18:17" within six days, "6 Oct, 14:12" within the year, else "30 Mar 2025".
 */
export function formatClock(at: Instant, now: Instant, timeZone?: string): string {
  const then = toMs(at)
  if (Number.isNaN(then)) return ''
  const it = calendarOf(then, timeZone)
  const today = calendarOf(toMs(now), timeZone)
  const time = `${it.hour}:${it.minute}`
  if (it.dayNumber === today.dayNumber) return time
  const away = toMs(now) - then
  if (away > 0 && away < 6 * day) return `${it.weekday} ${time}`
  if (it.year === today.year) return `${it.day} ${it.month}, ${time}`
  return dateOf(it)
}

/** "Wed 21 Oct, 09:31": a moment a few days away, where a clock time alone would mislead. */
export function formatMoment(at: Instant, timeZone?: string): string {
  const ms = toMs(at)
  if (Number.isNaN(ms)) return ''
  const it = calendarOf(ms, timeZone)
  return `${it.weekday} ${it.day} ${it.month}, ${it.hour}:${it.minute}`
}

/** "31 Dec 2026". */
export function formatDate(at: Instant, timeZone?: string): string {
  const ms = toMs(at)
  return Number.isNaN(ms) ? '' : dateOf(calendarOf(ms, timeZone))
}

/** "Wednesday 14 October", the head of a day's band. */
export function formatDay(at: Instant, timeZone?: string): string {
  const parts = dateFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).formatToParts(toMs(at))
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? ''
  return `${part('weekday')} ${part('day')} ${part('month')}`
}

/** "09:44:31". */
export function formatTimeOfDay(at: Instant, timeZone?: string): string {
  const { hour, minute, second } = calendarOf(toMs(at), timeZone)
  return `${hour}:${minute}:${second}`
}

/** "Wed 14 Oct 2026, 09:41:12 · 2026-10-14 07:41:12 UTC": both clocks, for a hover. */
export function formatInstant(at: Instant, timeZone?: string): string {
  const ms = toMs(at)
  if (Number.isNaN(ms)) return ''
  const it = calendarOf(ms, timeZone)
  return `${it.weekday} ${dateOf(it)}, ${formatTimeOfDay(ms, timeZone)} · ${formatUtc(ms)}`
}

/** "2026-10-14 07:41:12 UTC": the same wherever it is read, so servers may render it. */
export function formatUtc(at: Instant): string {
  const ms = toMs(at)
  if (Number.isNaN(ms)) return ''
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** "CEST (UTC+2)", or "UTC". */
export function formatZone(now: Instant, timeZone?: string): string {
  const name = (timeZoneName: 'short' | 'shortOffset') =>
    dateFormat('en-GB', { timeZone, timeZoneName })
      .formatToParts(toMs(now))
      .find((part) => part.type === 'timeZoneName')?.value ?? 'UTC'
  const offset = name('shortOffset').replace('GMT', 'UTC')
  const short = name('short').replace('GMT', 'UTC')
  if (/^UTC([+-]0)?$/.test(offset)) return 'UTC'
  return short === offset ? offset : `${short} (${offset})`
}
