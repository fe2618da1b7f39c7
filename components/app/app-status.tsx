'use client'

import { notifyManager, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { StatusLine } from '@/components/shell/status-line'
import { useTicker } from '@/components/ui/use-ticker'
import { readAtMsOf } from '@/lib/queries/as-of'
import { useBudget } from '@/lib/queries/budget'
import { type Freshness, freshnessOf, isLive, type Reading } from './freshness'
import { shortcutHelp } from './shortcut-help'

/** The line at the foot, told by the queries of the page that is open. */
export function AppStatus() {
  const freshness = useFreshness()
  const budget = useBudget()
  const live = useTicker((now) => String(isLive(freshness, now))) === 'true'
  const isKnown = freshness.readAtMs !== null || freshness.isFailing
  return (
    <StatusLine
      live={isKnown ? live : undefined}
      readAt={freshness.readAtMs}
      budget={budget}
      shortcuts={shortcutHelp}
    />
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
