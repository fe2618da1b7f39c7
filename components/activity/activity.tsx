'use client'

import { useSearchParams } from 'next/navigation'
import { useRef } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { DataAge } from '@/components/ui/data-age'
import { PageTitle } from '@/components/ui/page-title'
import { refresh } from '@/lib/queries/refresh'
import { routes } from '@/lib/routes'
import { ActivityEmpty } from './activity-empty'
import { ActivitySkeleton, ActivityTable } from './activity-table'
import { countWords, newWords } from './count-words'
import { type Filter, readFilter, toQuery } from './filter'
import { FilterBar } from './filter-bar'
import { OlderEntries } from './older-entries'
import { useEntries } from './use-entries'
import { useOpen } from './use-open'

/** Every write through this dashboard, newest first. The filter is the address. */
export function Activity() {
  const filter = readFilter(useSearchParams())
  const isFiltered = Object.keys(toQuery(filter)).length > 0
  const { activity, entries, heldCount, showHeld, isCurrent } = useEntries(filter)
  const { open, toggle } = useOpen()
  const hasFailed = activity.isError && !activity.isFetchNextPageError
  // Of the last filter, only until this one has answered.
  const isShown = isCurrent || (!hasFailed && entries.length > 0)
  // The page is one query; the server has nothing to add to it.
  const setFilter = (next: Filter) =>
    window.history.replaceState(null, '', routes.activity(toQuery(next)))
  const filters = useRef<HTMLFieldSetElement>(null)
  const rows = useRef<HTMLDivElement>(null)

  function clear() {
    setFilter({})
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
      <PageTitle title="Activity">
        Every change attempted through this dashboard, and its outcome.
      </PageTitle>
      <div className="mt-4 mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 max-md:grid">
        <FilterBar ref={filters} filter={filter} entries={entries} onChange={setFilter} />
        <p className="ms-auto flex flex-wrap gap-x-3 text-table text-ink-3 max-md:ms-0 max-md:justify-between">
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
      {hasFailed && (
        <ErrorNotice
          className="mb-3"
          title="Activity could not be loaded."
          error={activity.error}
          hint={
            isCurrent
              ? 'Showing the entries loaded before; nothing recorded is lost.'
              : 'Nothing recorded is lost.'
          }
          onRetry={() => refresh(activity)}
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
    </>
  )
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
