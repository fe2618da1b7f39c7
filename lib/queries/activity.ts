import { useInfiniteQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { ActivityPage } from '@/lib/schemas/activity'
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
