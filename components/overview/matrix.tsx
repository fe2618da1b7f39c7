'use client'

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useDeferredValue, useEffect, useRef } from 'react'
import { useTopOf } from '@/components/ui/measure'
import { Skeleton } from '@/components/ui/skeleton'
import { useHydrated } from '@/components/ui/use-hydrated'
import { useSlowClock } from '@/components/ui/use-ticker'
import type { OverviewZone } from '@/lib/schemas/overview'
import type { Column } from './columns'
import { MatrixHead } from './matrix-head'
import { MatrixRow, RowOutline } from './matrix-row'
import { keysInSight, useDrawn } from './use-drawn'
import { useFollowLinks } from './use-follow-links'
import { useMatrixKeys } from './use-matrix-keys'

export type RowsProps = {
  rows: readonly OverviewZone[]
  /** Of the whole list, of which `rows` is the beginning. */
  total: number
  columns: readonly Column[]
  hasTeams: boolean
  sort: string | undefined
  onSort: (column: string) => void
  /** Somebody has something to say on whether a zone needs a dataset. */
  onMark: (zone: OverviewZone, dataset: string) => void
  /** The last rows are near. */
  onEnd: () => void
}

const rowPx = 29
/** Top bar and status line lie over the page; a row scrolled to has to be clear of them. */
export const covered = { top: 64, bottom: 72 }
/** So many rows are in sight at once, and a page key goes. */
export const pageRows = (heightPx: number) =>
  Math.max(1, Math.floor((window.innerHeight - covered.top - covered.bottom) / heightPx))
/** What the server draws: somewhat more than a screen. */
const firstRows = 40
/** So many rows before the end the next page is asked for, to be there when somebody comes to it. */
const askAhead = 60

/** A row a zone, a column a dataset; only the rows in sight are in the document. Arrows walk the cells. */
export function Matrix({ rows, total, columns, hasTeams, sort, onSort, onMark, onEnd }: RowsProps) {
  const body = useRef<HTMLDivElement>(null)
  const top = useTopOf(body)
  const focused = useRef<number | null>(null)
  /** Where a key led before there were more rows than the first ones. */
  const early = useRef<number | null>(null)
  const isHydrated = useHydrated()
  // Deferred, so that a slow machine comes to life a few rows at a time.
  const isAlive = useDeferredValue(isHydrated)
  // With a new function the place of every row is reckoned anew, in each frame.
  const keyOf = useCallback((index: number) => rows[index]?.zoneId ?? index, [rows])
  const list = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan: 5,
    // Only the clock asks: it would draw all rows anew between two turns of a wheel.
    isScrollingResetDelay: 500,
    scrollMargin: top,
    scrollPaddingStart: covered.top,
    scrollPaddingEnd: covered.bottom,
    getItemKey: keyOf,
    // A row with focus stays in the document while it is scrolled out of sight.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      const row = focused.current
      if (row === null || row >= range.count || indexes.includes(row)) return indexes
      return [...indexes, row].sort((one, other) => one - other)
    },
  })
  const now = useSlowClock(list.isScrolling)
  const items = isAlive ? list.getVirtualItems() : firstItems(rows)
  const drawn = useDrawn(keysInSight(items, list.range), isAlive)
  const { at, onKeyDown, onFocus, onClick } = useMatrixKeys(body, {
    rows: rows.length,
    columns: columns.length + 1,
    page: isHydrated ? pageRows(rowPx) : 1,
    show: (row) => {
      focused.current = row
      if (isAlive) list.scrollToIndex(row)
      else early.current = row
    },
    onPlace: ({ row }) => {
      focused.current = row
    },
    onMark: ({ row, column }) => {
      const zone = rows[row]
      const dataset = columns[column - 1]?.id
      if (zone && dataset) onMark(zone, dataset)
    },
  })
  useEffect(() => {
    if (!isAlive || early.current === null) return
    list.scrollToIndex(early.current)
    early.current = null
  }, [isAlive, list])
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length < total && last >= rows.length - askAhead) onEnd()
  }, [last, rows.length, total, onEnd])
  const follow = useFollowLinks()

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in the document can't be rows of a table element.
    <div
      role="grid"
      aria-labelledby="coverage"
      aria-rowcount={total + 1}
      aria-colcount={columns.length + (hasTeams ? 4 : 3)}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={(event) => {
        onClick(event)
        follow(event)
      }}
      className="text-table"
    >
      <MatrixHead columns={columns} hasTeams={hasTeams} sort={sort} {...(isAlive && { onSort })} />
      {/* On the server they lie in the flow, because an element of its document may bring no style of its own along. */}
      <div
        ref={body}
        className="relative"
        style={isAlive ? { height: list.getTotalSize() } : undefined}
      >
        {items.map(({ index, key, start }) => {
          const zone = rows[index]
          if (!zone) return null
          const place = isAlive ? start - top : null
          if (!drawn.has(key)) return <RowOutline key={key} zone={zone} top={place} />
          return (
            <MatrixRow
              key={key}
              zone={zone}
              index={index}
              top={place}
              columns={columns}
              hasTeams={hasTeams}
              column={at?.row === index ? at.column : null}
              isEntry={at === null && index === 0}
              now={now}
            />
          )
        })}
      </div>
    </div>
  )
}

const firstItems = (rows: RowsProps['rows']) =>
  rows.slice(0, firstRows).map(({ zoneId }, index) => ({ index, key: zoneId, start: 0 }))

export function MatrixSkeleton() {
  return Array.from({ length: 12 }, (_, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
    <div key={at} className="flex h-[29px] items-center border-b border-line">
      <Skeleton className="ms-3 w-64" />
    </div>
  ))
}
