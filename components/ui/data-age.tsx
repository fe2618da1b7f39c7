'use client'

import { formatAge, formatClock, formatUtc, type Instant, toMs } from '@/lib/time'
import { cx } from './cx'
import { useTicker } from './use-ticker'

/** "Updated 12 s ago"; when `stale`, in amber and with the clock time, because the states below may be wrong. */
export function DataAge({
  at,
  stale = false,
  reading = false,
  className,
}: {
  at: Instant | null | undefined
  stale?: boolean
  reading?: boolean
  className?: string
}) {
  const ms = at === null || at === undefined ? Number.NaN : toMs(at)
  const text = useTicker((now) => {
    if (Number.isNaN(ms)) return ''
    const age = `Updated ${formatAge(now - ms)}`
    return stale ? `${age}, at ${formatClock(ms, now)}` : age
  })
  return (
    <span
      className={cx('text-table', stale ? 'text-warn' : 'text-ink-3', className)}
      title={Number.isNaN(ms) ? undefined : formatUtc(ms)}
    >
      {reading ? 'Refreshing…' : text}
    </span>
  )
}
