import {
  type InfiniteData,
  keepPreviousData,
  type QueryState,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { overviewPageSize } from '@/lib/fleet/page-size'
import { formRoutes } from '@/lib/form-routes'
import type {
  Overview,
  OverviewSearch,
  OverviewZone,
  OverviewZonesPage,
} from '@/lib/schemas/overview'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

/** The picture changes in the background; a page follows it, more closely while it is made for the first time. */
export const followEveryMs = 15_000
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

/** `readAtMs`: when it was asked for, Unix ms. */
export type ReadPage = OverviewZonesPage & { readAtMs: number }

async function readPage(query: Record<string, string>, signal: AbortSignal): Promise<ReadPage> {
  const readAtMs = Date.now()
  const words = new URLSearchParams(query).toString()
  const page = await fetchJson<OverviewZonesPage>(formRoutes.overviewZones(words), { signal })
  return { ...page, readAtMs }
}

/**
 * Zones with their cells, a page at a time. `filter` holds the query parameters of the API. Where they are more than
 * `overviewPageSize`, what is on the screen is to be read besides (`useZonesInSight`).
 */
export const useOverviewZones = (filter: Record<string, string>, pageSize: number) => {
  const client = useQueryClient()
  const queryKey = keys.overviewZones(filter, pageSize)
  return useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const isNobodys = isReadAgain(client.getQueryState<InfiniteData<ReadPage>>(queryKey))
      return readPage(
        {
          ...filter,
          limit: String(pageSize),
          ...(pageParam && { cursor: pageParam }),
          ...(isNobodys && { freshen: 'false' }),
        },
        signal,
      )
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

/** Whether a long list is read once more, of which few zones are looked at: those are asked for by themselves. */
export function isReadAgain(
  known: Pick<QueryState<InfiniteData<ReadPage>>, 'data' | 'fetchMeta'> | undefined,
): boolean {
  const rows = known?.data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0
  return rows > overviewPageSize && !known?.fetchMeta?.fetchMore
}

/** Zones by their ids as they were read by themselves, and when, Unix ms. */
export type FreshZones = Readonly<Record<string, { zone: OverviewZone; readAtMs: number }>>

/** The API takes so many ids at once. */
const idsAtOnce = 100
/** What nobody has looked at for so long is as good as that of the list. */
const keptMs = 5 * 60_000

/** A long list's zones that are on the screen, read as often as a short list is; `readNow`: and before it is their turn. */
export function useZonesInSight(inSight: () => readonly string[], isWanted: boolean) {
  const client = useQueryClient()
  const sight = useQuery({
    enabled: isWanted,
    queryKey: keys.overviewSight,
    queryFn: async ({ signal }): Promise<FreshZones> => {
      const ids = inSight()
      const some = Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, at) =>
        ids.slice(at * idsAtOnce, (at + 1) * idsAtOnce),
      )
      const pages = await Promise.all(
        some.map((zoneIds) =>
          readPage({ zoneIds: zoneIds.join(), limit: String(idsAtOnce) }, signal),
        ),
      )
      const known = client.getQueryData<FreshZones>(keys.overviewSight) ?? {}
      return withRead(known, pages)
    },
    refetchInterval: followEveryMs,
    meta: undated,
  })
  return { sight, readNow: () => client.refetchQueries({ queryKey: keys.overviewSight }) }
}

export function withRead(known: FreshZones, pages: readonly ReadPage[]): FreshZones {
  const fresh = pages.flatMap(({ items, readAtMs }) =>
    items.map((zone) => [zone.zoneId, { zone, readAtMs }] as const),
  )
  const sinceMs = Date.now() - keptMs
  const kept = Object.entries(known).filter(([, { readAtMs }]) => readAtMs > sinceMs)
  return Object.fromEntries([...kept, ...fresh])
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
