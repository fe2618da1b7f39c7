import { formatTimeOfDay, type Instant, toMs } from '@/components/ui/time'

function partsOf(at: number, timeZone: string | undefined) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  }).formatToParts(at)
  // The engines differ in "Sep" and "Sept".
  return (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((part) => part.type === type)?.value.replace('Sept', 'Sep') ?? ''
}

const clock = (ms: number, timeZone: string | undefined) =>
  formatTimeOfDay(ms, timeZone).slice(0, 5)

/** "Wed 21 Oct, 09:31": a moment a few days away, where a clock time alone would mislead. */
export function moment(at: Instant, timeZone?: string): string {
  const ms = toMs(at)
  if (Number.isNaN(ms)) return ''
  const part = partsOf(ms, timeZone)
  return `${part('weekday')} ${part('day')} ${part('month')}, ${clock(ms, timeZone)}`
}

/** For running text: "at 09:28" today, "on Wed 14 Oct at 09:28" otherwise. '' for what is no time. */
export function whenSaid(at: Instant, nowMs: number, timeZone?: string): string {
  const ms = toMs(at)
  if (Number.isNaN(ms)) return ''
  const [then, now] = [partsOf(ms, timeZone), partsOf(nowMs, timeZone)]
  const day = (part: typeof then) => `${part('day')} ${part('month')} ${part('year')}`
  const time = `at ${clock(ms, timeZone)}`
  if (day(then) === day(now)) return time
  return `on ${then('weekday')} ${then('day')} ${then('month')} ${time}`
}
