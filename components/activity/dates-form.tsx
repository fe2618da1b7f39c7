'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { dateOf, endOf, lastDays, type Span, startOf } from './dates'
import type { FilterChange } from './filter'

const presets = [
  ['Today', 1],
  ['Last 7 days', 7],
  ['Last 30 days', 30],
] as const

/** Two days, both included; either may be left empty. */
export function DatesForm({
  span,
  onChoose,
}: {
  span: Span
  onChoose: (change: FilterChange) => void
}) {
  const [from, setFrom] = useState(span.from === null ? '' : dateOf(span.from))
  const [to, setTo] = useState(span.to === null ? '' : dateOf(span.to))
  const [isLate, setLate] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  function choose(days: { from: string; to: string }) {
    if (days.from && days.to && days.from > days.to) {
      setLate(true)
      return
    }
    const iso = (ms: number) => (Number.isNaN(ms) ? '' : new Date(ms).toISOString())
    onChoose({ from: iso(startOf(days.from)), to: iso(endOf(days.to)) })
  }

  return (
    <form
      noValidate
      className="grid w-64 max-w-full gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        choose({ from, to })
      }}
    >
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {presets.map(([label, days]) => (
          <button
            key={label}
            type="button"
            className="link touch:min-h-11"
            onClick={() => choose(lastDays(days, Date.now()))}
          >
            {label}
          </button>
        ))}
      </div>
      <TextField
        ref={first}
        label="From"
        type="date"
        value={from}
        onChange={({ target }) => setFrom(target.value)}
      />
      <TextField
        label="To"
        type="date"
        value={to}
        error={isLate && from > to && 'Earlier than the first day.'}
        onChange={({ target }) => setTo(target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          Apply
        </Button>
        {(span.from !== null || span.to !== null) && (
          <Button variant="quiet" onClick={() => choose({ from: '', to: '' })}>
            Any date
          </Button>
        )}
      </div>
    </form>
  )
}
