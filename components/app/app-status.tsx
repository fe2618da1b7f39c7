'use client'

import { notifyManager, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { StatusLine } from '@/components/shell/status-line'
import { useTicker } from '@/components/ui/use-ticker'
import { readAtMsOf } from '@/lib/queries/as-of'
import { useBudget } from '@/lib/queries/budget'
import { useOverviewStatus } from '@/lib/queries/overview-status'
import { fleetWords, isFollowed } from './fleet-status'
import { type Freshness, freshnessOf, isLive, type Reading } from './freshness'
import { shortcutHelp } from './shortcut-help'

/** The line at the foot, told by the queries of the page that is open. */
export function AppStatus() {
  const freshness = useFreshness()
  const own = useBudget()
  const status = useOverviewStatus()
  const isLiveHere = useTicker((now) => String(isLive(freshness, now))) === 'true'
  // A page that reads nothing of IBM's shows what the background has read.
  const isOfPage = freshness.readAtMs !== null || freshness.isFailing
  const picture = status.data?.asOf ? status.data : undefined
  const words = status.data ? fleetWords(status.data) : ''
  return (
    <StatusLine
      live={isOfPage ? isLiveHere : picture && !status.isError && isFollowed(picture)}
      readAt={isOfPage ? freshness.readAtMs : picture?.asOf}
      budget={own ?? status.data?.budget}
      shortcuts={shortcutHelp}
    >
      {words && (
        <span className="min-w-0 truncate" title={words}>
          {words}
        </span>
      )}
    </StatusLine>
  )
}

function useFreshness(): Freshness {
  const client = useQueryClient()
  const subscribe = useCallback(
    // Batched, because the cache also tells of queries that begin while another component renders.
    (listener: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    [client],
  )
  // As text, because a snapshot has to be the same while nothing has changed.
  const text = useSyncExternalStore(
    subscribe,
    () => JSON.stringify(freshnessOf(readings(client))),
    () => JSON.stringify(freshnessOf([])),
  )
  return JSON.parse(text) as Freshness // Written two lines above.
}

function readings(client: QueryClient): Reading[] {
  return client
    .getQueryCache()
    .getAll()
    .filter((query) => query.isActive())
    .flatMap((query) => {
      const readAtMs = readAtMsOf(query)
      return readAtMs === null ? [] : [{ readAtMs, isFailing: query.state.status === 'error' }]
    })
}
