'use client'

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { cx } from './cx'

export interface Tab<T extends string> {
  value: T
  label: string
  content: ReactNode
}

/** Tabs with their panel. Uncontrolled unless `value` is given; only the chosen panel is rendered. */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
  aside,
  className,
}: {
  label: string
  tabs: readonly Tab<T>[]
  value?: T
  onChange?: (value: T) => void
  /** At the right end of the bar, as a copy button. */
  aside?: ReactNode
  className?: string
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [own, setOwn] = useState<T | undefined>(tabs[0]?.value)
  const current = tabs.find((tab) => tab.value === (value ?? own)) ?? tabs[0]

  function choose(index: number) {
    const tab = tabs.at(index % tabs.length)
    if (!tab) return
    setOwn(tab.value)
    onChange?.(tab.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[tabs.indexOf(tab)]?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    const at = current ? tabs.indexOf(current) : 0
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    choose(next)
  }

  return (
    <div className={className}>
      <div className="flex items-end justify-between gap-4 border-b border-line">
        <div
          ref={list}
          role="tablist"
          aria-label={label}
          onKeyDown={onKeyDown}
          className="-mb-px flex min-w-0 flex-wrap gap-5"
        >
          {tabs.map((tab, index) => {
            const chosen = tab === current
            return (
              <button
                key={tab.value}
                type="button"
                role="tab"
                id={`${id}-tab-${tab.value}`}
                aria-selected={chosen}
                aria-controls={chosen ? `${id}-panel` : undefined}
                tabIndex={chosen ? 0 : -1}
                onClick={() => choose(index)}
                className={cx(
                  'border-b-2 pt-1.5 pb-2 transition-colors touch:min-h-11 touch:min-w-11',
                  chosen
                    ? 'border-ink font-medium'
                    : 'border-transparent text-ink-2 hover:border-line hover:text-ink forced-colors:border-[Canvas]',
                )}
              >
                {tab.label}
              </button>
            )
          })}
        </div>
        {aside}
      </div>
      {current && (
        <div
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-tab-${current.value}`}
          className="pt-4"
        >
          {current.content}
        </div>
      )}
    </div>
  )
}
