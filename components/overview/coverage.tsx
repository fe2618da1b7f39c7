'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { FilterSelect } from '@/components/form/filter-select'
import { FilterText } from '@/components/form/filter-text'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { usePhone } from '@/components/ui/use-media'
import { formRoutes } from '@/lib/form-routes'
import { datasetLabel } from '@/lib/jobs/dataset'
import { useOverviewZones } from '@/lib/queries/overview'
import { refresh } from '@/lib/queries/refresh'
import { routes } from '@/lib/routes'
import type { Overview } from '@/lib/schemas/overview'
import { columnsOf } from './columns'
import { type CoverageFilter, cellWords, readFilter, sorts, withFilter } from './coverage-filter'
import { Matrix, MatrixSkeleton } from './matrix'
import { ZoneList } from './zone-list'

/** Which zone sends which dataset. The filter is the address, so a view can be kept and sent on. */
export function Coverage({
  overview,
  isPhone: saysPhone = false,
}: {
  overview: Overview
  isPhone?: boolean | undefined
}) {
  const router = useRouter()
  const filter = readFilter(useSearchParams())
  const zones = useOverviewZones(filter)
  const isPhone = usePhone(saysPhone)
  const rows = zones.data?.pages.flatMap((page) => page.items) ?? []
  const total = zones.data?.pages[0]?.total ?? 0
  const isFiltered = Object.keys(filter).some((name) => name !== 'sort')

  function change(next: CoverageFilter, isMore = false) {
    const now = readFilter(new URLSearchParams(window.location.search))
    const href = routes.home(withFilter(now, next) as Record<string, string>)
    if (isMore) router.replace(href, { scroll: false })
    else router.push(href, { scroll: false })
  }

  const columns = useMemo(() => columnsOf(overview.datasets), [overview.datasets])
  const Rows = isPhone ? ZoneList : Matrix
  return (
    <section aria-labelledby="coverage" className="mt-10 max-md:mt-8">
      <h2 id="coverage" tabIndex={-1} className="flex items-baseline gap-3 text-heading">
        Coverage
        <span className="text-table font-normal text-ink-3">which zone sends which dataset</span>
      </h2>
      <fieldset className="mt-2 mb-3 flex min-w-0 flex-wrap items-center gap-2 max-md:grid max-md:grid-cols-2">
        <legend className="sr-only">Filters</legend>
        <FilterText
          label="Zone, job or bucket"
          placeholder="Zone, job, bucket"
          value={filter.q ?? ''}
          isPageSearch
          onChange={(q, isMore) => change({ q }, isMore)}
          className="w-64 max-md:col-span-2 max-md:w-full"
        />
        {overview.instances.length > 1 && (
          <FilterSelect
            label="Instance"
            value={filter.instanceId}
            choices={overview.instances.map(({ id, name }) => [id, name])}
            onChange={(instanceId) => change({ instanceId })}
          />
        )}
        <FilterSelect
          label="Dataset"
          value={filter.dataset}
          choices={overview.datasets.map(({ dataset }) => [dataset, datasetLabel(dataset)])}
          onChange={(dataset) => change({ dataset })}
        />
        <FilterSelect
          label="State"
          value={filter.state}
          choices={Object.entries(cellWords)}
          onChange={(state) => change({ state })}
        />
        <FilterSelect
          label="Sort"
          value={filter.sort}
          choices={Object.entries(sorts)}
          onChange={(sort) => change({ sort })}
        />
        <span className="ms-auto flex flex-wrap items-center gap-2 max-md:col-span-2">
          <span role="status" className="text-table text-ink-3">
            {zones.data && countWords(total, overview.totals.zones)}
          </span>
          {(['csv', 'json'] as const).map((format) => (
            <a
              key={format}
              href={formRoutes.overviewExport({ ...filter, format })}
              download
              aria-label={`Export as ${format.toUpperCase()}`}
              className={buttonLook('secondary')}
            >
              {format === 'csv' ? 'Export (CSV)' : 'JSON'}
            </a>
          ))}
        </span>
      </fieldset>
      {zones.isError && (
        <ErrorNotice
          className="mb-3"
          title="The zones could not be loaded."
          error={zones.error}
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
          <p>{isFiltered ? 'No zone matches these filters.' : 'You don’t see any zone yet.'}</p>
          {isFiltered && (
            <Button
              variant="quiet"
              className="mt-2"
              onClick={() => router.push(routes.home(), { scroll: false })}
            >
              Clear filters
            </Button>
          )}
        </div>
      ) : (
        <Rows
          rows={rows}
          total={total}
          columns={columns}
          onEnd={() => {
            if (zones.hasNextPage && !zones.isFetchingNextPage) void zones.fetchNextPage()
          }}
        />
      )}
    </section>
  )
}

const countWords = (found: number, all: number) =>
  `${found.toLocaleString('en')} of ${all.toLocaleString('en')} ${all === 1 ? 'zone' : 'zones'}`
