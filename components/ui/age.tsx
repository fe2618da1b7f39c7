'use client'

import { formatAge, formatClock, formatInstant, formatUtc, type Instant, toMs } from '@/lib/time'
import { useTicker } from './use-ticker'

/** How long ago, kept true; the exact time, with UTC, on hover. */
export function Age({ at, className }: { at: Instant; className?: string }) {
  const then = toMs(at)
  const text = useTicker((now) => formatAge(now - then), formatUtc(then))
  return <Stamp ms={then} text={text} className={className} />
}

/** The clock time, as short as it stays clear. */
export function Clock({ at, className }: { at: Instant; className?: string }) {
  const then = toMs(at)
  const text = useTicker((now) => formatClock(then, now), formatUtc(then))
  return <Stamp ms={then} text={text} className={className} />
}

/** The clock time, only once the age is above an hour: the second line below an `Age`. */
export function ClockIfOld({ at, className }: { at: Instant; className?: string }) {
  const then = toMs(at)
  const text = useTicker((now) => (now - then > 3_600_000 ? formatClock(then, now) : ''))
  return text ? <Stamp ms={then} text={text} className={className} /> : null
}

function Stamp({ ms, text, className }: { ms: number; text: string; className?: string }) {
  const exact = useTicker(() => formatInstant(ms), formatUtc(ms))
  if (Number.isNaN(ms)) return null
  return (
    <time dateTime={new Date(ms).toISOString()} title={exact} className={className}>
      {text}
    </time>
  )
}
