'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useRef } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { DataAge } from '@/components/ui/data-age'
import { PageTitle } from '@/components/ui/page-title'
import { ApiError } from '@/lib/queries/fetcher'
import { refresh } from '@/lib/queries/refresh'
import { sessionQuery } from '@/lib/queries/session'
import { routes } from '@/lib/routes'
import { ActivityEmpty } from './activity-empty'
import { ActivitySkeleton, ActivityTable } from './activity-table'
import { ChainBroken, ChainVerified } from './chain-state'
import { countWords, newWords } from './count-words'
import { ExportLinks } from './export-links'
import { type FilterChange, readFilter, toQuery, withFilter } from './filter'
import { FilterBar } from './filter-bar'
import { OlderEntries } from './older-entries'
import { useEntries } from './use-entries'
import { useOpen } from './use-open'

/** Everything that was attempted through this dashboard, newest first. The filter is the address. */
export function Activity() {
  const filter = readFilter(useSearchParams())
  const isFiltered = Object.keys(toQuery(filter)).length > 0
  const { activity, entries, fates, heldCount, showHeld, isCurrent } = useEntries(filter)
  const { open, toggle } = useOpen()
  const isAdmin = useQuery(sessionQuery()).data?.admin ?? false
  const hasFailed = activity.isError && !activity.isFetchNextPageError
  // Of the last filter, only until this one has answered.
  const isShown = isCurrent || (!hasFailed && entries.length > 0)
  // Asked once more, it would be refused once more.
  const isRefused = activity.error instanceof ApiError && activity.error.code === 'bad_request'
  const filters = useRef<HTMLFieldSetElement>(null)
  const rows = useRef<HTMLDivElement>(null)

  /** Each change is a step of the browser's history; what goes on with the last one takes its place. */
  function change(change: FilterChange, isMore = false) {
    // Of the address as it is now: a pause in typing may end after another filter was chosen.
    const now = readFilter(new URLSearchParams(window.location.search))
    go(toQuery(withFilter(now, change)), isMore)
  }

  function clear() {
    go({})
    // The button goes with what it cleared.
    filters.current?.focus()
  }

  function showNew() {
    showHeld()
    // The button goes; the focus goes on to what was asked for, once it is drawn.
    requestAnimationFrame(() => rows.current?.querySelector<HTMLElement>('[data-row]')?.focus())
  }

  return (
    <>
      <PageTitle title="Activity" actions={<ExportLinks filter={filter} />}>
        Every change and sign-in attempted through this dashboard, and its outcome.
      </PageTitle>
      <div className="mt-4 mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2 max-md:grid">
        <FilterBar
          ref={filters}
          filter={filter}
          entries={entries}
          onChange={change}
          onClear={isFiltered ? clear : null}
        />
        <p className="ms-auto flex min-h-8 flex-wrap items-center gap-x-3 text-table text-ink-3 max-md:ms-0 max-md:justify-between">
          <span role="status">
            {heldCount > 0 ? (
              <NewEntries count={heldCount} onShow={showNew} />
            ) : (
              isCurrent && countWords(entries.length, { hasMore: activity.hasNextPage, isFiltered })
            )}
          </span>
          <DataAge at={activity.dataUpdatedAt || null} stale={hasFailed} />
        </p>
      </div>
      <ChainBroken isAdmin={isAdmin} />
      {hasFailed && (
        <ErrorNotice
          className="mb-3"
          title={isRefused ? 'These filters can’t be applied.' : 'Activity could not be loaded.'}
          error={activity.error}
          {...(!isRefused && {
            hint: isCurrent
              ? 'Showing the entries loaded before; nothing recorded is lost.'
              : 'Nothing recorded is lost.',
            onRetry: () => refresh(activity),
          })}
          retrying={activity.isFetching}
          actions={
            isFiltered && (
              <Button variant="quiet" onClick={clear}>
                Clear filters
              </Button>
            )
          }
        />
      )}
      {isShown && entries.length > 0 && (
        <ActivityTable
          ref={rows}
          entries={entries}
          fates={fates}
          isBusy={!isCurrent}
          open={open}
          onToggle={toggle}
        />
      )}
      {isCurrent && entries.length === 0 && (
        <ActivityEmpty isFiltered={isFiltered} onClear={clear} />
      )}
      {!isShown && !hasFailed && (
        <Loading what="the activity log">
          <ActivitySkeleton />
        </Loading>
      )}
      {isCurrent && entries.length > 0 && <OlderEntries activity={activity} />}
      <ChainVerified isAdmin={isAdmin} />
    </>
  )
}

/** The page is one query; the server has nothing to add to another filter of it. */
function go(query: Record<string, string>, isMore = false) {
  const address = routes.activity(query)
  if (isMore) window.history.replaceState(null, '', address)
  else window.history.pushState(null, '', address)
}

/** What came in meanwhile waits here, in a line that is there anyway, so that no row below moves. */
function NewEntries({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <>
      {newWords(count)}{' '}
      <button
        type="button"
        className="link touch:-my-3 touch:inline-flex touch:min-h-11 touch:items-center"
        onClick={onShow}
      >
        Show
      </button>
    </>
  )
}
