'use client'

import { Suspense, useCallback, useMemo, useRef } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { useTicker } from '@/components/ui/use-ticker'
import { overviewPageSize, pageSizeOf } from '@/lib/fleet/page-size'
import {
  type FreshZones,
  followEveryMs,
  type ReadPage,
  useOverviewZones,
  useZonesInSight,
} from '@/lib/queries/overview'
import { refresh } from '@/lib/queries/refresh'
import { CompactMatrix } from './compact-matrix'
import type { CoverageFilter } from './coverage-filter'
import { Matrix, MatrixSkeleton, type RowsProps } from './matrix'
import { isUnread, rowsOf, staleOf } from './stale'
import { useSettledSight, zonesInSight } from './use-sight'
import { ZoneList } from './zone-list'

const looks = { rows: Matrix, compact: CompactMatrix, list: ZoneList }

const none: readonly ReadPage[] = []
const nothing: FreshZones = {}

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
  const box = useRef<HTMLDivElement>(null)
  const pages = zones.data?.pages ?? none
  const isLong = pages.length > 1 || (pages[0]?.items.length ?? 0) > overviewPageSize
  const { sight, readNow } = useZonesInSight(() => zonesInSight(box.current), isLong)
  const fresh = sight.data ?? nothing
  useSettledSight(box, JSON.stringify(filter), (zoneIds) => {
    const isOld = isUnread(zoneIds, pages, fresh, Date.now() - followEveryMs)
    if (isLong && isOld) readNow()
  })
  const stale = useTicker((now) => staleOf(pages, fresh, now))
  const rows = useMemo(
    // Before the clock is known nothing is too old.
    () => rowsOf(pages, fresh, stale === '' ? 0 : Date.now()),
    [pages, fresh, stale],
  )
  const total = pages[0]?.total ?? 0
  const failed = zones.isError ? zones : sight.isError ? sight : null
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
    <div ref={box}>
      {failed && (
        <ErrorNotice
          className="mb-3"
          title="The zones could not be loaded."
          error={failed.error}
          hint={zones.data && 'States are unknown until it can be loaded again.'}
          onRetry={() => refresh(failed)}
          retrying={failed.isFetching}
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
    </div>
  )
}
