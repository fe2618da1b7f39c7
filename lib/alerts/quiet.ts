import type { QuietHours } from '@/lib/schemas/alert'

const minuteMs = 60_000
/** A day, and what clocks are put back by at most. */
const mostQuietMs = 27 * 60 * minuteMs

/** Minutes of the day on the clocks of a time zone. */
function clockOf(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (atMs) => minutes(format.format(atMs))
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
  const minuteOf = clockOf(quiet.timeZone)
  const isQuiet = (atMs: number) => {
    const minute = minuteOf(atMs)
    return from < to ? minute >= from && minute < to : minute >= from || minute < to
  }
  if (!isQuiet(nowMs)) return null
  // Minute by minute: where clocks jump, a sum would be wrong, and longer steps miss a short time that is not quiet.
  const start = Math.floor(nowMs / minuteMs) * minuteMs
  for (let at = start + minuteMs; at - start <= mostQuietMs; at += minuteMs) {
    if (!isQuiet(at)) return at
  }
  return null
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
