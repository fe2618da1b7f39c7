'use client'

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import Link from 'next/link'
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { MiddleCut } from '@/components/ui/middle-cut'
import { Skeleton } from '@/components/ui/skeleton'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'

import { datasetLabel, knownDataset } from '@/lib/jobs/dataset'
import { routes } from '@/lib/routes'
import type { Overview, OverviewCell, OverviewZone } from '@/lib/schemas/overview'
import { formatLength } from '@/lib/time'
import { cellGlyphs, cellHref, cellTones } from './cell-look'
import { longWords, shortWords } from './cell-words'
import { readableName } from './zone-name'

export type RowsProps = {
  rows: readonly OverviewZone[]
  /** Of the whole list, of which `rows` is the beginning. */
  total: number
  datasets: Overview['datasets']
  /** The last rows are near. */
  onEnd: () => void
}

const rowPx = 29
const columns =
  'grid grid-cols-[minmax(0,1.6fr)_repeat(var(--datasets),minmax(0,1fr))_6rem_5rem] gap-x-2'
/** Top bar and status line lie over the page; a row scrolled to has to be clear of them. */
const covered = { top: 64, bottom: 72 }

/** A row a zone, a column a dataset; only the rows in sight are in the document. Arrows walk the cells. */
export function Matrix({ rows, total, datasets, onEnd }: RowsProps) {
  const body = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [at, setAt] = useState<{ row: number; column: number } | null>(null)
  const wanted = useRef(false)
  useLayoutEffect(() => {
    const measure = () => {
      if (body.current) setTop(body.current.getBoundingClientRect().top + window.scrollY)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  const list = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan: 8,
    scrollMargin: top,
    scrollPaddingStart: covered.top,
    scrollPaddingEnd: covered.bottom,
    getItemKey: (index) => rows[index]?.zoneId ?? index,
    // A row with focus stays in the document while it is scrolled out of sight.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      if (at === null || at.row >= range.count || indexes.includes(at.row)) return indexes
      return [...indexes, at.row].sort((one, other) => one - other)
    },
  })
  const items = list.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length < total && last >= rows.length - 20) onEnd()
  }, [last, rows.length, total, onEnd])
  // The row may only be there after the scrolling.
  useEffect(() => {
    if (!wanted.current || at === null) return
    const cell = body.current?.querySelector<HTMLElement>(
      `[data-row="${at.row}"] [data-column="${at.column}"] a`,
    )
    if (!cell) return
    wanted.current = false
    cell.focus({ preventScroll: true })
  })

  const width = datasets.length + 1
  function onKeyDown(event: KeyboardEvent) {
    if (at === null || event.metaKey || event.ctrlKey || event.altKey) return
    const page = Math.max(1, items.length - 18)
    const target = {
      ArrowDown: { ...at, row: at.row + 1 },
      ArrowUp: { ...at, row: at.row - 1 },
      ArrowRight: { ...at, column: at.column + 1 },
      ArrowLeft: { ...at, column: at.column - 1 },
      Home: { ...at, column: 0 },
      End: { ...at, column: width - 1 },
      PageDown: { ...at, row: Math.min(rows.length - 1, at.row + page) },
      PageUp: { ...at, row: Math.max(0, at.row - page) },
    }[event.key]
    if (!target) return
    event.preventDefault()
    if (target.row < 0 || target.row >= rows.length) return
    if (target.column < 0 || target.column >= width) return
    wanted.current = true
    list.scrollToIndex(target.row)
    setAt(target)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in the document can't be rows of a table element.
    <div
      role="grid"
      aria-labelledby="coverage"
      aria-rowcount={total + 1}
      aria-colcount={width + 2}
      style={{ '--datasets': datasets.length } as React.CSSProperties}
      onKeyDown={onKeyDown}
      className="text-table"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus. */}
      <div role="row" className={cx(columns, 'border-b border-line pb-1.5')}>
        <Head className="ps-3">Zone</Head>
        {datasets.map(({ dataset, jobs, losing }) => (
          <Head key={dataset}>
            {datasetLabel(dataset)}
            <span className="block font-normal">
              {jobs} {jobs === 1 ? 'job' : 'jobs'}
              {losing > 0 && <span className="text-loss">, {losing} failing</span>}
            </span>
          </Head>
        ))}
        <Head className="text-end">Missing</Head>
        <Head className="pe-3 text-end">Updated</Head>
      </div>
      <div ref={body} className="relative" style={{ height: list.getTotalSize() }}>
        {items.map((item) => {
          const zone = rows[item.index]
          if (!zone) return null
          return (
            <div
              key={item.key}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start - top}px)` }}
            >
              <ZoneLine
                zone={zone}
                index={item.index}
                datasets={datasets}
                column={at?.row === item.index ? at.column : null}
                isEntry={at === null && item.index === 0}
                onFocus={setAt}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Head({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div role="columnheader" className={cx('min-w-0 self-end text-caption text-ink-3', className)}>
      {children}
    </div>
  )
}

const ZoneLine = memo(function ZoneLine({
  zone,
  index,
  datasets,
  column,
  isEntry,
  onFocus,
}: {
  zone: OverviewZone
  index: number
  datasets: Overview['datasets']
  /** Where the focus is, or comes back to; null: not in this row. */
  column: number | null
  /** The grid is entered here. */
  isEntry: boolean
  onFocus: (at: { row: number; column: number }) => void
}) {
  const tabIndex = (at: number) => (column === at || (isEntry && at === 0) ? 0 : -1)
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      className={cx(columns, 'h-[29px] items-center border-b border-line hover:bg-hover')}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div
        role="rowheader"
        data-column={0}
        className="min-w-0 ps-3"
        onFocus={() => onFocus({ row: index, column: 0 })}
      >
        <Link
          href={routes.zone(zone.instanceId, zone.zoneId)}
          prefetch={false}
          tabIndex={tabIndex(0)}
          className="flex min-w-0 rounded-control py-1 focus-row hover:underline"
        >
          <MiddleCut text={readableName(zone.zoneName)} />
        </Link>
      </div>
      {datasets.map(({ dataset }, at) => (
        // biome-ignore lint/a11y/useSemanticElements: as above.
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        <div
          key={dataset}
          role="gridcell"
          data-column={at + 1}
          className="min-w-0"
          onFocus={() => onFocus({ row: index, column: at + 1 })}
        >
          <CellLink
            zone={zone}
            dataset={dataset}
            cell={zone.cells[dataset] ?? (zone.isKnown ? noJob : noReading)}
            tabIndex={tabIndex(at + 1)}
          />
        </div>
      ))}
      <Missing seconds={zone.lostSeconds} />
      <Age at={zone.asOf} isKnown={zone.isKnown} />
    </div>
  )
})

const noJob: OverviewCell = { state: 'none', since: null, jobs: [] }
const noReading: OverviewCell = { state: 'not_known', since: null, jobs: [] }

function CellLink({
  zone,
  dataset,
  cell,
  tabIndex,
}: {
  zone: OverviewZone
  dataset: string
  cell: OverviewCell
  tabIndex: number
}) {
  const words = useTicker((now) => shortWords(cell, now), '\u00a0')
  const label = useTicker((now) => longWords(datasetLabel(dataset), cell, now))
  // Of a dataset that we don't know, no job can be made here.
  const isEmpty = cell.state === 'none' && knownDataset(dataset) !== null
  return (
    <Link
      href={cellHref(zone, dataset, cell)}
      prefetch={false}
      tabIndex={tabIndex}
      aria-label={isEmpty ? `${datasetLabel(dataset)}: no job. New job` : label}
      className={cx(
        'group flex min-w-0 items-center gap-2 rounded-control py-1 focus-row',
        cellTones[cell.state] ?? 'text-ink-3',
      )}
    >
      <StateGlyph glyph={cellGlyphs[cell.state]} size={14} className="shrink-0" />
      <span className="min-w-0 truncate">
        {isEmpty ? (
          <>
            <span className="group-hover:hidden group-focus-visible:hidden">no job</span>
            <span className="hidden text-accent underline group-hover:inline group-focus-visible:inline">
              New job
            </span>
          </>
        ) : (
          words
        )}
      </span>
      {cell.jobs.length > 1 && <span className="text-ink-3">+{cell.jobs.length - 1}</span>}
    </Link>
  )
}

function Missing({ seconds }: { seconds: number | null }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div
      role="gridcell"
      className={cx('truncate text-end', seconds ? 'font-medium text-loss' : 'text-ink-3')}
    >
      {seconds === null ? 'not known' : seconds === 0 ? '0' : formatLength(seconds * 1_000)}
    </div>
  )
}

function Age({ at, isKnown }: { at: string | null; isKnown: boolean }) {
  const age = useTicker((now) => (at === null ? '' : formatLength(now - Date.parse(at))), '\u00a0')
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div
      role="gridcell"
      className={cx('truncate pe-3 text-end', isKnown ? 'text-ink-3' : 'text-warn')}
    >
      {at === null ? 'not yet' : age}
    </div>
  )
}

export function MatrixSkeleton() {
  return Array.from({ length: 12 }, (_, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
    <div key={at} className="flex h-[29px] items-center border-b border-line">
      <Skeleton className="ms-3 w-64" />
    </div>
  ))
}
