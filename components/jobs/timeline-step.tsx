'use client'

import type { ReactNode } from 'react'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { formatClock, formatTimeOfDay } from '@/lib/time'

/** What was done, or is waited for: its time, and what there is to say. */
export function Step({
  glyph,
  time,
  title,
  children,
}: {
  glyph: Glyph
  time: ReactNode
  title: string
  children: ReactNode
}) {
  return (
    <li className="grid grid-cols-[1rem_5rem_minmax(0,1fr)] gap-x-4 border-b border-line py-2.5">
      <StateGlyph glyph={glyph} className="mt-0.5" />
      <span className="text-code-field text-ink-2">{time || '–'}</span>
      <div className="min-w-0 wrap-anywhere">
        {title}
        <div className="text-table text-ink-3">{children}</div>
      </div>
    </li>
  )
}

/** With seconds while that says something, later with the day. */
export function TimeOfDay({ atMs }: { atMs: number }) {
  const text = useTicker((now) => {
    const clock = formatClock(atMs, now)
    return /^\d\d:\d\d$/.test(clock) ? formatTimeOfDay(atMs) : clock
  })
  return <time dateTime={new Date(atMs).toISOString()}>{text}</time>
}
