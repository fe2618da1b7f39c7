import { useMutation, useQuery } from '@tanstack/react-query'
import type { DestinationInput } from '@/lib/destinations/registry'
import { apiRoutes } from '@/lib/routes'
import type { DestinationTest, KeyDetails } from '@/lib/schemas/destination-check'
import type { Bucket, ServiceInstance } from '@/lib/schemas/instance'
import { fetchJson } from './fetcher'
import { keys } from './keys'

export const useCosInstances = () =>
  useQuery({
    queryKey: keys.cosInstances,
    queryFn: ({ signal }) =>
      fetchJson<{ items: ServiceInstance[] }>(apiRoutes.cosInstances(), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
  })

/** The buckets of an Object Storage instance; idle until one is chosen. */
export const useBuckets = (cosInstanceId: string) =>
  useQuery({
    queryKey: keys.buckets(cosInstanceId),
    queryFn: ({ signal }) =>
      fetchJson<{ items: Bucket[] }>(apiRoutes.buckets(cosInstanceId), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
    enabled: cosInstanceId !== '',
  })

export const useCloudLogsInstances = (enabled = true) =>
  useQuery({
    queryKey: keys.cloudLogsInstances,
    enabled,
    queryFn: ({ signal }) =>
      fetchJson<{ items: ServiceInstance[] }>(apiRoutes.cloudLogsInstances(), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
  })

/** A mutation rather than a query: the key must not become part of a cache's key. */
export const useInspectKey = () =>
  useMutation({
    mutationFn: (apiKey: string) =>
      fetchJson<KeyDetails>(apiRoutes.keyDetails(), { method: 'POST', body: { apiKey } }),
  })

export const useTestDestination = (instanceId: string, zoneId: string) =>
  useMutation({
    mutationFn: (destination: DestinationInput) =>
      fetchJson<DestinationTest>(apiRoutes.destinationTests(instanceId, zoneId), {
        method: 'POST',
        body: { destination },
      }),
  })
