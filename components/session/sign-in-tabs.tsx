'use client'

import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { cx } from '@/components/ui/cx'
import { useHydrated } from '@/components/ui/use-hydrated'

export type SignInTab<T extends string> = {
  value: T
  label: string
  /** Not the tab's own words: a field of that name is inside, and has to be the only thing called so. */
  panelLabel: string
  content: ReactNode
}

/** Tabs that keep every panel in the page, so that what was typed in one is there on the way back. */
export function SignInTabs<T extends string>({
  tabs,
  value,
  onChange,
}: {
  tabs: readonly SignInTab<T>[]
  value: T
  onChange: (value: T) => void
}) {
  const id = useId()
  const isAlive = useHydrated()
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.value === value)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const tab = tabs.at(next % tabs.length)
    if (!tab) return
    onChange(tab.value)
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.value}"]`)?.focus()
  }

  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label="Ways to sign in"
        onKeyDown={onKeyDown}
        className="flex flex-wrap gap-x-5 border-b border-line"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            disabled={!isAlive}
            id={`${id}-tab-${tab.value}`}
            data-tab={tab.value}
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel-${tab.value}`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
            className={cx(
              '-mb-px border-b-2 pt-1.5 pb-2 transition-colors touch:min-h-11',
              tab.value === value
                ? 'border-ink font-medium'
                : 'border-transparent text-ink-2 hover:border-line hover:text-ink',
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.value}
          role="tabpanel"
          id={`${id}-panel-${tab.value}`}
          aria-label={tab.panelLabel}
          hidden={tab.value !== value}
          className="pt-5"
        >
          {tab.content}
        </div>
      ))}
    </>
  )
}
