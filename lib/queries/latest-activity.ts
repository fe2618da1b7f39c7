import { useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { ActivityPage } from '@/lib/schemas/activity'
import { fetchJson } from './fetcher'
import { keys } from './keys'

/** The newest entries alone, as many as the filter's `limit` says; whoever turns pages takes `useActivity`. */
export const useLatestActivity = (filter: Record<string, string>, enabled = true) =>
  useQuery({
    queryKey: keys.latestActivity(filter),
    enabled,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(filter).toString()
      return fetchJson<ActivityPage>(apiRoutes.activity(query), { signal })
    },
    // It changes seldom.
    refetchInterval: 60_000,
  })
