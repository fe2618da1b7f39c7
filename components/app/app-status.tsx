'use client'

import { notifyManager, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { StatusLine } from '@/components/shell/status-line'
import { useTicker } from '@/components/ui/use-ticker'
import { useBudget } from '@/lib/queries/budget'
import { keys } from '@/lib/queries/keys'
import { type Freshness, freshnessOf, isLive } from './freshness'
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

function readings(client: QueryClient) {
  return client
    .getQueryCache()
    .getAll()
    .filter((query) => query.isActive() && query.queryKey[0] !== keys.session[0])
    .map(({ state }) => ({ readAtMs: state.dataUpdatedAt, isFailing: state.status === 'error' }))
}
