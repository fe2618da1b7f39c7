import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** What came with the page instead of by a request of ours. `data` null: it did not. */
export type Seed = { queryKey: QueryKey; data: unknown; readAtMs: number }

/** Puts it into the cache before anything asks for it. What the cache has already, and newer, stays. */
export function useSeeds(seeds: readonly Seed[]): void {
  const client = useQueryClient()
  useState(() => {
    for (const { queryKey, data, readAtMs } of seeds) {
      // The server's clock; one that is ahead of the browser's must not make data look fresh for longer.
      const updatedAt = Math.min(readAtMs, Date.now())
      const knownAtMs = client.getQueryState(queryKey)?.dataUpdatedAt ?? 0
      if (data !== null && updatedAt > knownAtMs) client.setQueryData(queryKey, data, { updatedAt })
    }
  })
}
