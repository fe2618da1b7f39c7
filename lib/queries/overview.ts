import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type { JobHistory, ZoneHistory } from '@/lib/schemas/history'
import type { Overview, OverviewSearch, OverviewZonesPage } from '@/lib/schemas/overview'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

/** The picture changes in the background; a page follows it, more closely while it is made for the first time. */
const followEveryMs = 15_000
const beginEveryMs = 2_000
const growEveryMs = 5_000

/** How soon an overview is asked for again. */
export function followMs(data: Pick<Overview, 'totals' | 'collector'> | undefined): number {
  if (data === undefined || data.collector.state === 'off') return followEveryMs
  const { zones, zonesRead } = data.totals
  if (zonesRead === 0)
    return data.collector.listing === 'done' && zones === 0 ? followEveryMs : beginEveryMs
  // A few may never answer.
  return zonesRead < zones * 0.9 ? growEveryMs : followEveryMs
}

export const useOverview = () =>
  useQuery({
    queryKey: keys.overviewSummary,
    queryFn: ({ signal }) => fetchJson<Overview>(formRoutes.overview(), { signal }),
    // What came with the page need not be asked for again at once.
    staleTime: followEveryMs,
    refetchInterval: ({ state }) => followMs(state.data),
    meta: undated,
  })

/** Zones with their cells, a page at a time. `filter` holds the query parameters of the API. */
export const useOverviewZones = (filter: Record<string, string>, pageSize: number) => {
  const client = useQueryClient()
  return useInfiniteQuery({
    queryKey: keys.overviewZones(filter, pageSize),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, limit: String(pageSize) })
      if (pageParam) query.set('cursor', pageParam)
      return fetchJson<OverviewZonesPage>(formRoutes.overviewZones(query.toString()), { signal })
    },
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: followEveryMs,
    // All pages that were scrolled to are read again, so the more there are the seldomer.
    refetchInterval: ({ state }) =>
      followMs(client.getQueryData<Overview>(keys.overviewSummary)) *
      Math.max(1, (state.data?.pages.length ?? 1) / 2),
    meta: undated,
  })
}

/** Jobs of the whole fleet by what was typed. */
export const searchOverview = (text: string, signal: AbortSignal) =>
  fetchJson<OverviewSearch>(formRoutes.overviewSearch(text), { signal })

export function useUpdateCoverage() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({
      instanceId,
      zoneId,
      dataset,
      ...body
    }: {
      instanceId: string
      zoneId: string
      dataset: string
      needed: boolean
      reason?: string
    }) => fetchJson(formRoutes.coverage(instanceId, zoneId, dataset), { method: 'PUT', body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.overview }),
  })
}

export const useJobHistory = (instanceId: string, zoneId: string, jobId: string) =>
  useQuery({
    queryKey: keys.history(instanceId, zoneId, jobId),
    queryFn: ({ signal }) =>
      fetchJson<JobHistory>(formRoutes.history(instanceId, zoneId, jobId), { signal }),
    refetchInterval: 60_000,
    retry: false,
    meta: undated,
  })

/** The last 24 hours of all jobs of a zone. */
export const useZoneHistory = (instanceId: string, zoneId: string, isWanted = true) =>
  useQuery({
    enabled: isWanted,
    queryKey: keys.zoneHistory(instanceId, zoneId),
    queryFn: ({ signal }) =>
      fetchJson<ZoneHistory>(formRoutes.zoneHistory(instanceId, zoneId), { signal }),
    refetchInterval: 60_000,
    retry: false,
    meta: undated,
  })
