import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { ActivityCheck, ActivityPage } from '@/lib/schemas/activity'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

/** Activity, newest first, a page at a time. `filter` holds the query parameters of the API. */
export const useActivity = (filter: Record<string, string>, enabled = true) =>
  useInfiniteQuery({
    queryKey: keys.activityList(filter),
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(filter)
      if (pageParam) query.set('cursor', pageParam)
      return fetchJson<ActivityPage>(apiRoutes.activity(query.toString()), { signal })
    },
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // Every page that was opened is read again; half a minute would be a burden for what changes so seldom.
    refetchInterval: 60_000,
  })

/** Whether the chain was found intact, for administrators. */
export const useActivityCheck = (enabled: boolean) =>
  useQuery({
    queryKey: keys.activityCheck,
    enabled,
    queryFn: ({ signal }) => fetchJson<ActivityCheck>(apiRoutes.activityCheck(), { signal }),
    // It is looked at once a day.
    refetchInterval: 10 * 60_000,
    meta: undated,
  })
