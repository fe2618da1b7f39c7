'use client'

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useRouter } from 'next/navigation'
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useHeightOf, useTopOf } from '@/components/ui/measure'
import { useHydrated } from '@/components/ui/use-hydrated'
import { type Searchable, searchable } from '@/lib/match-words'
import type { Zone } from '@/lib/schemas/zone'
import { ZoneRow, ZoneRowFace } from './zone-row'

export type ZoneEntry = { zone: Zone; name: Searchable; id: Searchable }
export type ZoneRowsHandle = { focus: (index: number) => void }

/** Top bar and status line lie over the page; a row scrolled to has to be clear of them. */
const covered = { top: 64, bottom: 72 }

type Props = {
  ref: Ref<ZoneRowsHandle>
  instanceId: string
  entries: readonly ZoneEntry[]
  words: readonly string[]
  onLeaveUp: () => void
}

/**
 * Only the rows in sight are in the document; ↑ ↓ Home End reach all of them. Drawn at every letter of a search, so
 * it stays light: plain links with one handler for all, and one row measured for all that fit on a line.
 */
export const ZoneRows = memo(function ZoneRows(props: Props) {
  return useHydrated() ? <RowsInSight {...props} /> : <FirstRows {...props} />
})

/** A component of its own, so that the sample is there when it is to be measured. */
function RowsInSight(props: Props) {
  const sample = useRef<HTMLDivElement>(null)
  const rowHeight = useHeightOf(sample, 31)
  return (
    <div className="relative">
      <div
        ref={sample}
        aria-hidden="true"
        className="invisible absolute inset-x-0 border-b border-line"
      >
        <ZoneRowFace zone={sampleZone} name={sampleName} words={none} />
      </div>
      {/* With another height nothing that was measured holds any more. */}
      <RowList key={rowHeight} {...props} rowHeight={rowHeight} />
    </div>
  )
}

/** Somewhat more than a screen. */
const firstRows = 40

/**
 * Before any script: the rows that come with the page, where the list will have them. They lie in the flow, because an
 * element may bring no style of its own along.
 */
function FirstRows({ instanceId, entries, words }: Props) {
  return (
    <ul aria-labelledby="zones" className="border-t border-line">
      {entries.slice(0, firstRows).map(({ zone, name }, index) => (
        <li
          key={zone.id}
          aria-posinset={index + 1}
          aria-setsize={entries.length}
          className="border-b border-line"
        >
          <ZoneRow instanceId={instanceId} zone={zone} name={name} words={words} />
        </li>
      ))}
    </ul>
  )
}

const sampleZone: Zone = { id: '0'.repeat(32), name: 'a.example', status: 'active', paused: false }
const sampleName = searchable(sampleZone.name)
const none: readonly string[] = []

/** Names up to this length fit on one line of the narrowest phone; wide scripts are always measured. */
const mayWrap = (name: string) => name.length > 36 || /[^\x20-\x7e]/.test(name)

function RowList({
  ref,
  instanceId,
  entries,
  words,
  onLeaveUp,
  rowHeight,
}: Props & { rowHeight: number }) {
  const router = useRouter()
  const list = useRef<HTMLUListElement>(null)
  const scrollMargin = useTopOf(list)
  const [focused, setFocused] = useState<number | null>(null)
  const wanted = useRef<number | null>(null)
  const rows = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => rowHeight,
    overscan: 6,
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

  function onClick(event: MouseEvent) {
    const link = event.target instanceof Element && event.target.closest('a')
    // A new tab stays a new tab.
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    router.push(link.pathname)
  }

  return (
    <ul
      ref={list}
      aria-labelledby="zones"
      onKeyDown={onKeyDown}
      onClick={onClick}
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
            ref={mayWrap(entry.name.text) ? rows.measureElement : undefined}
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
