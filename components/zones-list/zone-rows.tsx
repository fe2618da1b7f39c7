'use client'

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { Searchable } from '@/lib/match-words'
import type { Zone } from '@/lib/schemas/zone'
import { ZoneRow } from './zone-row'

export type ZoneEntry = { zone: Zone; name: Searchable; id: Searchable }
export type ZoneRowsHandle = { focus: (index: number) => void }

/** Top bar and status line lie over the page; a row scrolled to has to be clear of them. */
const covered = { top: 64, bottom: 72 }

/** Only the rows in sight are in the document; ↑ ↓ Home End reach all of them. */
export function ZoneRows({
  ref,
  instanceId,
  entries,
  words,
  onLeaveUp,
}: {
  ref: Ref<ZoneRowsHandle>
  instanceId: string
  entries: readonly ZoneEntry[]
  words: readonly string[]
  onLeaveUp: () => void
}) {
  const list = useRef<HTMLUListElement>(null)
  const scrollMargin = useTopOf(list)
  const [focused, setFocused] = useState<number | null>(null)
  const wanted = useRef<number | null>(null)
  const rows = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => 31,
    overscan: 8,
    scrollMargin,
    scrollPaddingStart: covered.top,
    scrollPaddingEnd: covered.bottom,
    getItemKey: (index) => entries[index]?.zone.id ?? index,
    // A row with focus stays in the document while it is scrolled out of sight.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      if (focused === null || focused >= range.count || indexes.includes(focused)) return indexes
      return [...indexes, focused].sort((a, b) => a - b)
    },
  })

  function focus(index: number) {
    if (index < 0 || index >= entries.length) return
    wanted.current = index
    rows.scrollToIndex(index)
    setFocused(index)
  }
  useImperativeHandle(ref, () => ({ focus }))

  // The row may only be there after the scrolling.
  useEffect(() => {
    if (wanted.current === null) return
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] a`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })

  function onKeyDown(event: KeyboardEvent) {
    if (focused === null || event.metaKey || event.ctrlKey || event.altKey) return
    const next = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      Home: 0,
      End: entries.length - 1,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    if (next < 0) onLeaveUp()
    else focus(next)
  }

  return (
    <ul
      ref={list}
      aria-labelledby="zones"
      onKeyDown={onKeyDown}
      onBlur={() => setFocused(null)}
      className="relative border-t border-line"
      style={{ height: rows.getTotalSize() }}
    >
      {rows.getVirtualItems().map((item) => {
        const entry = entries[item.index]
        if (!entry) return null
        return (
          <li
            key={item.key}
            ref={rows.measureElement}
            data-index={item.index}
            aria-posinset={item.index + 1}
            aria-setsize={entries.length}
            onFocus={() => setFocused(item.index)}
            className="absolute inset-x-0 top-0 border-b border-line"
            style={{ transform: `translateY(${item.start - scrollMargin}px)` }}
          >
            <ZoneRow instanceId={instanceId} zone={entry.zone} name={entry.name} words={words} />
          </li>
        )
      })}
    </ul>
  )
}

/** How far down the page the list begins; what stands above it comes and goes. */
function useTopOf(list: { current: HTMLElement | null }): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => {
      if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [list])
  return top
}
