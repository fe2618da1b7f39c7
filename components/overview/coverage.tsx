'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { buttonLook } from '@/components/ui/button-look'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { Segments } from '@/components/ui/segments'
import { usePhone } from '@/components/ui/use-media'
import { countOf, formatCount } from '@/lib/count'
import { pageSizeOf } from '@/lib/fleet/page-size'
import { formRoutes } from '@/lib/form-routes'
import { useOverviewZones } from '@/lib/queries/overview'
import { routes } from '@/lib/routes'
import type { Overview } from '@/lib/schemas/overview'
import { columnsOf } from './columns'
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
import { CoverageZones } from './coverage-zones'
import { useMarks } from './use-marks'
import { ViewsMenu } from './views-menu'

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
  const columns = useMemo(() => columnsOf(overview.datasets), [overview.datasets])
  const { mark, shown } = useMarks()

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
      <Menu
        label="Export gaps"
        worded
        trigger={
          <span className="inline-flex items-center gap-2">
            Export gaps
            <Icon name="chevron-down" />
          </span>
        }
        triggerClassName={buttonLook('secondary')}
        header={
          <div className="max-w-64 px-2.5 py-1.5 text-second text-ink-3">
            All gaps on record of the zones you see. Of the filters, only instance and dataset
            apply.
          </div>
        }
        items={gapFiles(filter)}
      />
    </div>
  )
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
          <Found filter={filter} pageSize={pageSizeOf(view)} all={overview.totals.zones} />
        </span>
        {!isPhone && tools}
      </div>
      <CoverageToolbar
        overview={overview}
        columns={columns}
        filter={filter}
        isPhone={isPhone}
        hasSort={isPhone || view === 'compact'}
        onChange={change}
        onClear={isFiltered(filter) ? clear : null}
      >
        {isPhone && tools}
      </CoverageToolbar>
      {shown}
      <CoverageZones
        filter={filter}
        look={isPhone ? 'list' : view}
        columns={columns}
        hasTeams={overview.teams.length > 0}
        onSort={(column) => change({ sort: nextSort(column, filter.sort) })}
        onMark={mark}
        onClear={clear}
      />
    </section>
  )
}

/** For an auditor: as it is without dates, of all time. */
const gapFiles = ({ instanceId, dataset }: CoverageFilter) =>
  (['csv', 'jsonl'] as const).map((format) => ({
    label: format === 'csv' ? 'CSV' : 'JSON Lines',
    isFile: true,
    href: formRoutes.gapsExport({
      ...(instanceId && { instanceId }),
      ...(dataset && { dataset }),
      format,
    }),
  }))

const here = () => new URLSearchParams(window.location.search)

/** By the history alone: everything is read by the browser, so no page has to come for it. */
function go(filter: CoverageFilter, view: CoverageView, isMore = false): void {
  const href = routes.home(queryOf(filter, view))
  if (isMore) window.history.replaceState(null, '', href)
  else window.history.pushState(null, '', href)
}

/** Of how many zones. A part of its own: with each page that is scrolled to, nothing else above the zones is drawn again. */
function Found({
  filter,
  pageSize,
  all,
}: {
  filter: CoverageFilter
  pageSize: number
  all: number
}) {
  const { data } = useOverviewZones(filter, pageSize)
  return data && `${formatCount(data.pages[0]?.total ?? 0)} of ${countOf(all, 'zone')}`
}
