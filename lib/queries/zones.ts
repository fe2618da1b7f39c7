import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { RecentZone, Retention, Zone, ZoneDetail } from '@/lib/schemas/zone'
import { isPartial, undated } from './as-of'
import { fetchJson, fetchList } from './fetcher'
import { keys } from './keys'

export const zonesQuery = (instanceId: string) =>
  queryOptions({
    queryKey: keys.zones(instanceId),
    queryFn: ({ signal }) => fetchList<Zone>(apiRoutes.zones(instanceId), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
  })

export const useZones = (instanceId: string) => useQuery(zonesQuery(instanceId))

/** Whether IBM has more of them than are listed. */
export const useAreZonesPartial = (instanceId: string, enabled = true) =>
  useQuery({ ...zonesQuery(instanceId), enabled, select: isPartial }).data ?? false

export const useRecentZones = () =>
  useQuery({
    queryKey: keys.recentZones,
    queryFn: ({ signal }) =>
      fetchJson<{ items: RecentZone[] }>(apiRoutes.recentZones(), { signal }),
    select: (data) => data.items,
    // What came with the page need not be read again at once.
    staleTime: 5_000,
    meta: undated,
  })

export const zoneQuery = (instanceId: string, zoneId: string) =>
  queryOptions({
    queryKey: keys.zone(instanceId, zoneId),
    queryFn: ({ signal }) => fetchJson<ZoneDetail>(apiRoutes.zone(instanceId, zoneId), { signal }),
    staleTime: 10_000,
  })

export const useZone = (instanceId: string, zoneId: string) =>
  useQuery(zoneQuery(instanceId, zoneId))

/** Turns log retention on or off; resolves once IBM's answer is in the cache. */
export function useUpdateRetention(instanceId: string, zoneId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (enabled: boolean) =>
      fetchJson<Retention>(apiRoutes.retention(instanceId, zoneId), {
        method: 'PUT',
        body: { enabled },
      }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.zone(instanceId, zoneId) }),
        client.invalidateQueries({ queryKey: keys.activity }),
        client.invalidateQueries({ queryKey: keys.changes }),
      ]),
  })
}
