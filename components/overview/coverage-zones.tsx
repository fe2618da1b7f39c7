'use client'

import { Suspense, useCallback, useMemo, useRef } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { useTicker } from '@/components/ui/use-ticker'
import { pageSizeOf } from '@/lib/fleet/page-size'
import { useOverviewZones } from '@/lib/queries/overview'
import { refresh } from '@/lib/queries/refresh'
import { CompactMatrix } from './compact-matrix'
import type { CoverageFilter } from './coverage-filter'
import { Matrix, MatrixSkeleton, type RowsProps } from './matrix'
import { asUnknown, isStale } from './stale'
import { ZoneList } from './zone-list'

const looks = { rows: Matrix, compact: CompactMatrix, list: ZoneList }

/** The zones of a filter, a page after the other as they are scrolled to, or why there are none. */
export function CoverageZones({
  filter,
  look,
  columns,
  hasTeams,
  onSort,
  onMark,
  onClear,
}: Pick<RowsProps, 'columns' | 'hasTeams' | 'onSort' | 'onMark'> & {
  filter: CoverageFilter
  look: keyof typeof looks
  onClear: () => void
}) {
  const zones = useOverviewZones(filter, pageSizeOf(look))
  const isOld = useTicker((now) => String(isStale(zones, now)), 'false') === 'true'
  const rows = useMemo(() => {
    const read = zones.data?.pages.flatMap((page) => page.items) ?? []
    return isOld ? read.map(asUnknown) : read
  }, [zones.data, isOld])
  const total = zones.data?.pages[0]?.total ?? 0
  const { hasNextPage, fetchNextPage } = zones
  const isAsking = useRef(false)
  const onEnd = useCallback(async () => {
    // Not by the query's own word of it, for which all of this would be drawn again before and after.
    if (!hasNextPage || isAsking.current) return
    isAsking.current = true
    await fetchNextPage()
    isAsking.current = false
  }, [hasNextPage, fetchNextPage])
  const Rows = looks[look]
  return (
    <>
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
          <Button variant="quiet" className="mt-2" onClick={onClear}>
            Clear filters
          </Button>
        </div>
      ) : (
        <Suspense>
          <Rows
            rows={rows}
            total={total}
            columns={columns}
            hasTeams={hasTeams}
            sort={filter.sort}
            onSort={onSort}
            onMark={onMark}
            onEnd={onEnd}
          />
        </Suspense>
      )}
    </>
  )
}
