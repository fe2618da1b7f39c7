'use client'

import { useEffect, useRef, useState } from 'react'
import { afterPress } from '@/components/ui/after-press'
import { cx } from '@/components/ui/cx'
import { inputClass } from '@/components/ui/field-frame'
import { Icon } from '@/components/ui/icon'
import { filterBox } from './filter-box'

const pauseMs = 300

/** A part of a name or address, or a whole IAM id. It is asked for in the pauses of typing. */
export function WhoField({
  value,
  onChange,
}: {
  value: string
  onChange: (value: string) => void
}) {
  /** null: nothing is being typed, so the filter's own text shows. */
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function commit(text: string) {
    clearTimeout(timer.current)
    if (text !== value) onChange(text)
  }

  return (
    <div className="w-48 min-w-0 max-md:col-span-2 max-md:w-full">
      <div className={filterBox}>
        <Icon name="search" className="ms-2.5 text-ink-3" />
        <input
          type="search"
          data-control
          data-page-search
          aria-label="Who"
          aria-keyshortcuts="/"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={256}
          placeholder="Who: anyone"
          value={typed ?? value}
          onChange={({ target }) => {
            clearTimeout(timer.current)
            setTyped(target.value)
            timer.current = setTimeout(() => commit(target.value), pauseMs)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              commit(event.currentTarget.value)
            }
          }}
          onBlur={({ target }) => {
            const { value } = target
            afterPress(() => {
              commit(value)
              setTyped(null)
            })
          }}
          className={cx(inputClass, 'ps-2!')}
        />
      </div>
    </div>
  )
}
