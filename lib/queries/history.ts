import { useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { JobHistory, ZoneHistory } from '@/lib/schemas/history'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

export const useJobHistory = (instanceId: string, zoneId: string, jobId: string) =>
  useQuery({
    queryKey: keys.history(instanceId, zoneId, jobId),
    queryFn: ({ signal }) =>
      fetchJson<JobHistory>(apiRoutes.history(instanceId, zoneId, jobId), { signal }),
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
      fetchJson<ZoneHistory>(apiRoutes.zoneHistory(instanceId, zoneId), { signal }),
    refetchInterval: 60_000,
    retry: false,
    meta: undated,
  })
