'use client'

import type { ReactNode } from 'react'
import { useIdle } from '@/components/ui/use-idle'
import { useTicker } from '@/components/ui/use-ticker'
import { formatCount } from '@/lib/count'
import { formatAge, formatZone, type Instant, toMs } from '@/lib/time'
import { KeyboardHelp, type ShortcutHelp } from './keyboard-help'
import { useStatusNote } from './status-note'

export interface Budget {
  used: number
  /** Requests per 5 minutes; 0 when the budget is switched off. */
  limit: number
}

/** 28 px at the foot: how fresh, what IBM still takes, whose clock, and the keys. */
export function StatusLine({
  live,
  readAt,
  budget,
  shortcuts,
  children,
}: {
  /** false: the last reading failed. Leave out where a page reads nothing. */
  live?: boolean | undefined
  readAt?: Instant | null | undefined
  budget?: Budget | null | undefined
  shortcuts?: readonly ShortcutHelp[]
  /** What the page has to say besides, as used slots. */
  children?: ReactNode
}) {
  const readMs = readAt === null || readAt === undefined ? Number.NaN : toMs(readAt)
  const age = useTicker((now) =>
    Number.isNaN(readMs) ? '' : `, updated ${formatAge(now - readMs)}`,
  )
  // The names of time zones come with all of Intl's, which is a long frame on a slow machine.
  const isIdle = useIdle()
  const zone = useTicker((now) => (isIdle ? formatZone(now) : ''))
  const note = useStatusNote()
  return (
    <footer className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-canvas text-second text-ink-3 max-md:hidden">
      <div className="mx-auto flex h-7 max-w-page items-center gap-5 px-8 whitespace-nowrap">
        {note !== null && <span className="min-w-0 truncate text-ink-2">{note}</span>}
        {note === null && live !== undefined && (
          <span>
            <strong className="font-semibold text-ink-2">{live ? 'Live' : 'Not live'}</strong>
            {age}
          </span>
        )}
        {children}
        {budget && budget.limit > 0 && <BudgetMeter budget={budget} />}
        <span className="ms-auto">{zone && `Times in ${zone}`}</span>
        <KeyboardHelp more={shortcuts} />
      </div>
    </footer>
  )
}

const meterWidth = 64

function BudgetMeter({ budget: { used, limit } }: { budget: Budget }) {
  const share = Math.min(1, used / limit)
  return (
    <span className="inline-flex items-center gap-1.5">
      <span>
        IBM requests <strong className="font-semibold text-ink-2">{used}</strong> of{' '}
        {formatCount(limit)} in 5 min
      </span>
      <svg width={meterWidth} height="4" aria-hidden="true">
        <rect width={meterWidth} height="4" rx="1" className="fill-line" />
        <rect
          width={share * meterWidth}
          height="4"
          rx="1"
          className={share > 0.8 ? 'fill-warn' : 'fill-ink-2'}
        />
      </svg>
    </span>
  )
}
