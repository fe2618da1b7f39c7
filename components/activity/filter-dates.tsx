'use client'

import dynamic from 'next/dynamic'
import { useId, useRef, useState } from 'react'
import { filterBox } from '@/components/form/filter-box'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { placeBelow } from '@/components/ui/place'
import { useHydrated } from '@/components/ui/use-hydrated'
import { useTicker } from '@/components/ui/use-ticker'
import { type Span, spanWords } from './dates'
import type { Filter, FilterChange } from './filter'

const loadForm = () => import('./dates-form').then((file) => file.DatesForm)
const DatesForm = dynamic(loadForm, { ssr: false, loading: () => <div className="h-48 w-64" /> })

/** From which day until which: a button that says so, and its form in the top layer. */
export function FilterDates({
  filter,
  onChange,
  className,
}: {
  filter: Filter
  onChange: (change: FilterChange) => void
  className?: string
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const isAlive = useHydrated()
  const span = spanOf(filter)
  const words = useTicker((now) => spanWords(span, now))

  return (
    <div className={cx('min-w-0', className)}>
      <button
        ref={button}
        type="button"
        disabled={!isAlive}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        popoverTarget={id}
        onPointerEnter={() => void loadForm().catch(() => {})}
        className={cx(filterBox, 'gap-2 ps-3 pe-2.5 text-start hover:bg-sunken touch:text-[1rem]')}
      >
        <span className="min-w-0 flex-1 truncate">{words || 'Dates: any'}</span>
        <Icon name="chevron-down" className="text-ink-2" />
      </button>
      <div
        ref={layer}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Dates"
        onBeforeToggle={({ newState, currentTarget }) => {
          if (newState === 'open' && button.current) {
            placeBelow(currentTarget, button.current, 'start')
          }
        }}
        onToggle={({ newState }) => setOpen(newState === 'open')}
        className="fixed m-0 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-note border-0 bg-surface p-3 shadow-1 open:animate-rise forced-colors:border"
      >
        {isOpen && (
          <DatesForm
            span={span}
            onChoose={(change) => {
              // First close: the focus is then back on the button.
              layer.current?.hidePopover()
              onChange(change)
            }}
          />
        )}
      </div>
    </div>
  )
}

function spanOf({ from, to }: Filter): Span {
  return { from: from ? Date.parse(from) : null, to: to ? Date.parse(to) : null }
}
