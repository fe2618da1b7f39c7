'use client'

import { useEffect, useRef, useState } from 'react'
import { afterPress } from '@/components/ui/after-press'
import { cx } from '@/components/ui/cx'
import { inputClass } from '@/components/ui/field-frame'
import { Icon } from '@/components/ui/icon'
import { filterBox } from './filter-box'

const pauseMs = 300

/** A filter that is typed. It is asked for in the pauses of typing. */
export function FilterText({
  label,
  placeholder,
  value,
  shown = value,
  isPageSearch = false,
  onChange,
  className,
}: {
  label: string
  placeholder: string
  value: string
  /** In the place of the value while nobody types, as a name for an id. */
  shown?: string
  isPageSearch?: boolean
  /** `isMore`: after what was typed just before, in whose place it comes. */
  onChange: (value: string, isMore: boolean) => void
  className?: string
}) {
  /** null: nothing is being typed, so the filter's own text shows. */
  const [typed, setTyped] = useState<string | null>(null)
  /** What this field has asked for since it has the focus. */
  const [sent, setSent] = useState<string | null>(null)
  const [former, setFormer] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  if (value !== former) {
    setFormer(value)
    // By the browser's Back, or cleared: what was typed counts no more.
    if (value !== sent) setTyped(null)
  }

  function commit(text: string) {
    clearTimeout(timer.current)
    const asked = text.trim()
    if (asked === value) return
    setSent(asked)
    onChange(asked, sent !== null)
  }

  return (
    <div className={cx('min-w-0', className)}>
      <div className={filterBox}>
        <Icon name="search" className="ms-2.5 text-ink-3" />
        <input
          type="search"
          data-control
          data-page-search={isPageSearch || undefined}
          aria-label={label}
          aria-keyshortcuts={isPageSearch ? '/' : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={256}
          placeholder={placeholder}
          value={typed ?? shown}
          onChange={({ target }) => {
            clearTimeout(timer.current)
            setTyped(target.value)
            timer.current = setTimeout(() => commit(target.value), pauseMs)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && typed !== null) {
              commit(typed)
            }
          }}
          onBlur={() => {
            clearTimeout(timer.current)
            afterPress(() => {
              if (typed !== null) commit(typed)
              setTyped(null)
              setSent(null)
            })
          }}
          className={cx(inputClass, 'ps-2!')}
        />
      </div>
    </div>
  )
}
