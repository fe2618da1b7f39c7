import { dateFormat } from '@/lib/date-format'

/** Epoch ms of both ends, both included; null: no end there. */
export type Span = { from: number | null; to: number | null }

/** "2026-10-07" of the reader's clock, as a date field has it. */
export function dateOf(ms: number): string {
  const at = new Date(ms)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The first millisecond of a date of the reader's clock, `days` later; NaN for what is no date. */
export function startOf(date: string, days = 0): number {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number)
  return new Date(year, month - 1, day + days).getTime()
}

export const endOf = (date: string): number => startOf(date, 1) - 1

/** The last `days` days, today included. */
export function lastDays(days: number, now: number): { from: string; to: string } {
  const to = dateOf(now)
  return { from: dateOf(startOf(to, 1 - days)), to }
}

/** "7 to 14 October", "Since 7 October"; with a time where an end is not that of a day, with a year other than this one. */
export function spanWords({ from, to }: Span, now: number): string {
  const start = from === null ? null : ([from, from === startOf(dateOf(from))] as const)
  const end = to === null ? null : ([to, to === endOf(dateOf(to))] as const)
  if (!start) return end ? `Until ${words(...end, now)}` : ''
  if (!end) return `Since ${words(...start, now)}`
  const [first, last] = [words(...start, now), words(...end, now)]
  if (!start[1] || !end[1]) return `${first} to ${last}`
  if (first === last) return first
  const [day = '', ...month] = first.split(' ')
  const isSameMonth = last.endsWith(` ${month.join(' ')}`)
  return `${isSameMonth ? day : first} to ${last}`
}

function words(ms: number, isWholeDay: boolean, now: number): string {
  const isThisYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
  const day = dateFormat('en-GB', {
    day: 'numeric',
    month: isWholeDay ? 'long' : 'short',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(ms)
  if (isWholeDay) return day
  const time = dateFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${day}, ${time.format(ms)}`
}
