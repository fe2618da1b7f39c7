'use client'

import { useSearchParams } from 'next/navigation'
import { Suspense, useCallback, useMemo } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Segments } from '@/components/ui/segments'
import { usePhone } from '@/components/ui/use-media'
import { useTicker } from '@/components/ui/use-ticker'
import { countOf, formatCount } from '@/lib/count'
import { compactPageSize, overviewPageSize } from '@/lib/fleet/page-size'
import { formRoutes } from '@/lib/form-routes'
import { useOverviewZones } from '@/lib/queries/overview'
import { refresh } from '@/lib/queries/refresh'
import { routes } from '@/lib/routes'
import type { Overview } from '@/lib/schemas/overview'
import { columnsOf } from './columns'
import { CompactMatrix } from './compact-matrix'
import {
  type CoverageFilter,
  type CoverageView,
  isFiltered,
  nextSort,
  onPhone,
  queryOf,
  readFilter,
  readView,
  withFilter,
} from './coverage-filter'
import { CoverageToolbar } from './coverage-toolbar'
import { Matrix, MatrixSkeleton } from './matrix'
import { asUnknown, isStale } from './stale'
import { useMarks } from './use-marks'
import { ViewsMenu } from './views-menu'
import { ZoneList } from './zone-list'

const layouts = [
  { value: 'rows', label: 'Rows' },
  { value: 'compact', label: 'Compact' },
] as const

/** Which zone sends which dataset. The filter is the address, so a view can be kept and sent on. */
export function Coverage({
  overview,
  isPhone: saysPhone = false,
}: {
  overview: Overview
  isPhone?: boolean | undefined
}) {
  const params = useSearchParams()
  const isPhone = usePhone(saysPhone)
  const chosen = readFilter(params)
  const filter = isPhone ? onPhone(chosen) : chosen
  const view = isPhone ? 'rows' : readView(params)
  const zones = useOverviewZones(filter, view === 'compact' ? compactPageSize : overviewPageSize)
  const columns = useMemo(() => columnsOf(overview.datasets), [overview.datasets])
  const isOld = useTicker((now) => String(isStale(zones, now)), 'false') === 'true'
  const rows = useMemo(() => {
    const read = zones.data?.pages.flatMap((page) => page.items) ?? []
    return isOld ? read.map(asUnknown) : read
  }, [zones.data, isOld])
  const total = zones.data?.pages[0]?.total ?? 0
  const { mark, shown } = useMarks()
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = zones
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  function change(next: CoverageFilter, isMore = false) {
    go(withFilter(readFilter(here()), next), readView(here()), isMore)
  }
  const clear = () => go({}, view)

  const tools = (
    <div className="flex flex-wrap items-center gap-2">
      {!isPhone && (
        <Segments
          label="Layout"
          segments={layouts}
          value={view}
          onChange={(next) => go(readFilter(here()), next)}
        />
      )}
      <ViewsMenu
        query={queryOf(chosen, view)}
        onOpen={(query) => {
          const saved = new URLSearchParams(query)
          go(readFilter(saved), readView(saved))
        }}
      />
      {(['csv', 'json'] as const).map((format) => (
        <a
          key={format}
          href={formRoutes.overviewExport({ ...filter, format })}
          download
          aria-label={`Export as ${format.toUpperCase()}`}
          className={buttonLook('secondary')}
        >
          {format === 'csv' ? 'Export CSV' : 'JSON'}
        </a>
      ))}
    </div>
  )
  const Rows = isPhone ? ZoneList : view === 'compact' ? CompactMatrix : Matrix
  return (
    <section aria-labelledby="coverage" className="mt-10 max-md:mt-8">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <h2
          id="coverage"
          tabIndex={-1}
          className="me-auto flex flex-wrap items-baseline gap-x-3 text-heading"
        >
          Coverage
          <span className="text-table font-normal text-ink-3">which zone sends which dataset</span>
        </h2>
        <span role="status" className="text-table text-ink-3">
          {zones.data && countWords(total, overview.totals.zones)}
        </span>
        {!isPhone && tools}
      </div>
      <CoverageToolbar
        overview={overview}
        filter={filter}
        isPhone={isPhone}
        onChange={change}
        onClear={isFiltered(filter) ? clear : null}
      >
        {isPhone && tools}
      </CoverageToolbar>
      {shown}
      {zones.isError && (
        <ErrorNotice
          className="mb-3"
          title="The zones could not be loaded."
          error={zones.error}
          hint={zones.data && 'States are unknown until it can be loaded again.'}
          onRetry={() => refresh(zones)}
          retrying={zones.isFetching}
        />
      )}
      {zones.data === undefined ? (
        !zones.isError && (
          <Loading what="the zones">
            <MatrixSkeleton />
          </Loading>
        )
      ) : rows.length === 0 ? (
        <div className="border-t border-line py-6 text-ink-2">
          <p>No zone matches these filters.</p>
          <Button variant="quiet" className="mt-2" onClick={clear}>
            Clear filters
          </Button>
        </div>
      ) : (
        <Suspense>
          <Rows
            rows={rows}
            total={total}
            columns={columns}
            hasTeams={overview.teams.length > 0}
            sort={filter.sort}
            onSort={(column) => change({ sort: nextSort(column, filter.sort) })}
            onMark={mark}
            onEnd={onEnd}
          />
        </Suspense>
      )}
    </section>
  )
}

const here = () => new URLSearchParams(window.location.search)

/** By the history alone: everything is read by the browser, so no page has to come for it. */
function go(filter: CoverageFilter, view: CoverageView, isMore = false): void {
  const href = routes.home(queryOf(filter, view))
  if (isMore) window.history.replaceState(null, '', href)
  else window.history.pushState(null, '', href)
}

const countWords = (found: number, all: number) =>
  `${formatCount(found)} of ${countOf(all, 'zone')}`
