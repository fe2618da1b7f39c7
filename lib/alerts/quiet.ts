import type { QuietHours } from '@/lib/schemas/alert'

const dayMs = 86_400_000
const minuteMs = 60_000

/** Minutes of the day on the clocks of a time zone. */
function minuteOf(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(atMs)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  return part('hour') * 60 + part('minute')
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number)
  return hours * 60 + rest
}

/** When quiet hours end that count now, in epoch ms; null: none do. By the clocks of their time zone, whatever those jump. */
export function quietUntil(quiet: QuietHours | null, nowMs: number): number | null {
  if (quiet === null) return null
  const [from, to] = [minutes(quiet.from), minutes(quiet.to)]
  if (from === to) return null
  const isQuiet = (atMs: number) => {
    const minute = minuteOf(atMs, quiet.timeZone)
    return from < to ? minute >= from && minute < to : minute >= from || minute < to
  }
  if (!isQuiet(nowMs)) return null
  const start = Math.floor(nowMs / minuteMs) * minuteMs
  // Half an hour at a time, then the minute: where clocks jump, a sum would be wrong.
  let at = start
  while (at - start < dayMs && isQuiet(at + 30 * minuteMs)) at += 30 * minuteMs
  while (at - start < dayMs + 60 * minuteMs && isQuiet(at)) at += minuteMs
  return at
}

/** Whether this machine knows a time zone by that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name })
    return true
  } catch {
    return false
  }
}
