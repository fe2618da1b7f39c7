'use client'

import { useId } from 'react'
import { cx } from './cx'

export interface Segment<T extends string> {
  value: T
  label: string
  count?: number
}

/** One of a few, side by side: native radios, so arrows and forms work by themselves. */
export function Segments<T extends string>({
  label,
  segments,
  value,
  onChange,
  className,
}: {
  /** Accessible name; say it visibly above where the page needs it. */
  label: string
  segments: readonly Segment<T>[]
  value: T
  onChange: (value: T) => void
  className?: string
}) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cx(
        'inline-flex max-w-full flex-wrap rounded-control border border-edge bg-surface',
        className,
      )}
    >
      {segments.map((segment, index) => (
        <label
          key={segment.value}
          className={cx(
            'inline-flex cursor-pointer items-center gap-3 px-2.5 py-1.25 transition-colors touch:min-h-11 touch:px-3.5',
            'first:rounded-s-[3px] last:rounded-e-[3px]',
            'has-[:focus-visible]:z-10 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent',
            'forced-colors:has-[:checked]:underline',
            index > 0 && 'border-s border-line',
            segment.value === value
              ? 'bg-ink font-medium text-on-ink'
              : 'text-ink-2 hover:bg-sunken',
          )}
        >
          <input
            type="radio"
            name={name}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
            className="sr-only"
          />
          <span>{segment.label}</span>
          {segment.count !== undefined && <span>{segment.count}</span>}
        </label>
      ))}
    </div>
  )
}
