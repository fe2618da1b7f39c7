'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import {
  type PointerEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { setStatusNote } from '@/components/shell/status-note'
import { cx } from '@/components/ui/cx'
import { useTopOf } from '@/components/ui/measure'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useHydrated } from '@/components/ui/use-hydrated'
import { compactPageSize } from '@/lib/fleet/page-size'
import { datasetWords, knownDataset } from '@/lib/jobs/dataset'
import type { CellState } from '@/lib/schemas/overview'
import { cellGlyphs } from './cell-look'
import { longWords } from './cell-words'
import { type Column, cellOf, cellTitle } from './columns'
import { besideIn, linesOf } from './compact-layout'
import { CompactLine, gridOfBeside } from './compact-line'
import { cellWords } from './coverage-filter'
import { covered, MatrixSkeleton, pageRows, type RowsProps } from './matrix'
import { keysInSight, useDrawn } from './use-drawn'
import { useFollowLinks } from './use-follow-links'
import { placeOf, useMatrixKeys } from './use-matrix-keys'
import { readableName } from './zone-name'

const linePx = 24
/** So many lines before the end the next page is asked for. */
const askAhead = 40
const inLegend = [
  'delivering',
  'quiet',
  'late',
  'failing',
  'disabled_by_service',
  'paused',
  'never_ran',
  'not_known',
  'none',
  'not_needed',
] as const satisfies readonly CellState[]

/** The letter over a column of glyphs. */
export const letterOf = ({ id }: Column): string => {
  const known = knownDataset(id)
  return known ? datasetWords[known].letter : 'O'
}

/** Several zones beside one another, each with a glyph a dataset; in words at the foot for where the focus or the pointer is. */
export function CompactMatrix(props: RowsProps) {
  // How many there is room for is known by script alone.
  return useHydrated() ? <LinesInSight {...props} /> : <MatrixSkeleton />
}

function LinesInSight({ rows, total, columns, onMark, onEnd }: RowsProps) {
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const top = useTopOf(body)
  const beside = useBeside(grid)
  const lines = useMemo(() => linesOf(rows.length, compactPageSize, beside), [rows.length, beside])
  const cells = columns.length + 1
  // By its first zone, so that a line of others is another line.
  const keyOf = useCallback(
    (index: number) => rows[lines[index]?.[0] ?? -1]?.zoneId ?? index,
    [rows, lines],
  )
  const list = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => linePx,
    overscan: 6,
    scrollMargin: top,
    scrollPaddingStart: covered.top,
    scrollPaddingEnd: covered.bottom,
    getItemKey: keyOf,
  })
  const items = list.getVirtualItems()
  const drawn = useDrawn(keysInSight(items, list.range), true)
  const zoneAt = ({ row, column }: { row: number; column: number }) => {
    const index = lines[row]?.[Math.floor(column / cells)]
    const zone = index === null || index === undefined ? undefined : rows[index]
    return zone && { zone, column: columns[(column % cells) - 1] }
  }
  const say = (target: EventTarget) => {
    const place = placeOf(target)
    const found = place && zoneAt(place)
    setStatusNote(found ? noteOf(found) : null)
  }
  const { at, onFocus, onClick, onKeyDown } = useMatrixKeys(body, {
    rows: lines.length,
    columns: cells * beside,
    page: pageRows(linePx),
    show: (row) => list.scrollToIndex(row),
    onMark: (place) => {
      const found = zoneAt(place)
      if (found?.column) onMark(found.zone, found.column.id)
    },
  })
  useEffect(() => () => setStatusNote(null), [])
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length < total && last >= lines.length - askAhead) onEnd()
  }, [last, lines.length, rows.length, total, onEnd])
  const follow = useFollowLinks()

  return (
    <div ref={grid} className="text-table">
      <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-second text-ink-3">
        {inLegend.map((state) => (
          <li key={state} className="inline-flex items-center gap-1.5">
            <StateGlyph
              glyph={cellGlyphs[state]}
              size={14}
              {...(state === 'delivering' && { tone: 'mark' as const })}
            />
            {cellWords[state].toLowerCase().replace('ibm', 'IBM')}
          </li>
        ))}
      </ul>
      <ul className="mb-3 flex flex-wrap gap-x-4 text-second text-ink-3">
        {columns.map((column) => (
          <li key={column.id}>
            <strong className="font-medium text-ink-2">{letterOf(column)}</strong> {column.label}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/useSemanticElements: rows that are not in the document can't be rows of a table element. */}
      <div
        role="grid"
        aria-labelledby="coverage"
        aria-rowcount={lines.length}
        aria-colcount={cells * beside}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          onFocus(event)
          say(event.target)
        }}
        onBlur={() => setStatusNote(null)}
        onPointerOver={(event: PointerEvent) => say(event.target)}
        onPointerLeave={() => setStatusNote(null)}
        onClick={(event) => {
          onClick(event)
          follow(event)
        }}
      >
        <div aria-hidden="true" className={cx('grid gap-x-6', gridOfBeside[beside])}>
          {Array.from({ length: beside }, (_, at) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
              key={at}
              className="flex border-b border-line pb-1 text-caption text-ink-3"
            >
              <span className="flex-1">Zone</span>
              {columns.map((column) => (
                <span key={column.id} className="w-6.5 text-center">
                  {letterOf(column)}
                </span>
              ))}
            </div>
          ))}
        </div>
        <div ref={body} className="relative" style={{ height: list.getTotalSize() }}>
          {items.map((item) => {
            const line = lines[item.index]
            if (!line) return null
            return (
              <div key={item.key} className="absolute inset-x-0" style={{ top: item.start - top }}>
                {drawn.has(item.key) ? (
                  <CompactLine
                    zones={line.map((index) => (index === null ? null : (rows[index] ?? null)))}
                    index={item.index}
                    columns={columns}
                    column={at?.row === item.index ? at.column : null}
                    isEntry={at === null && item.index === 0}
                  />
                ) : (
                  <div aria-hidden="true" className="h-6 border-b border-line" />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

function useBeside(grid: { current: HTMLElement | null }): number {
  const [beside, setBeside] = useState(4)
  useLayoutEffect(() => {
    if (!grid.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setBeside(besideIn(entry.contentRect.width))
    })
    observer.observe(grid.current)
    return () => observer.disconnect()
  }, [grid])
  return beside
}

type Found = { zone: RowsProps['rows'][number]; column: Column | undefined }

/** "gift.example, Range events: not needed: no Range application here (Ines Brandt)". */
function noteOf({ zone, column }: Found): string {
  const name = readableName(zone.zoneName)
  if (!column) return name
  const title = cellTitle(zone, column.id, column.label)
  return `${name}, ${longWords(title, cellOf(zone, column.id), Date.now())}`
}
