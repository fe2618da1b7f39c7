import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type {
  DestinationTest,
  KeyDetails,
  TestDestinationInput,
} from '@/lib/schemas/destination-check'
import type { Bucket, ServiceInstance } from '@/lib/schemas/instance'
import type { List } from '@/lib/schemas/list'
import { isPartial, throughOf } from './as-of'
import { fetchJson, fetchList } from './fetcher'
import { keys } from './keys'

const cosInstancesQuery = () =>
  queryOptions({
    queryKey: keys.cosInstances,
    queryFn: ({ signal }) => fetchList<ServiceInstance>(formRoutes.cosInstances(), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
  })

export const useCosInstances = (enabled = true) => useQuery({ ...cosInstancesQuery(), enabled })

/** Whether IBM has more of them than are listed. */
export const useAreCosInstancesPartial = () =>
  useQuery({ ...cosInstancesQuery(), select: isPartial }).data ?? false

export const useCosInstancesThrough = () =>
  useQuery({ ...cosInstancesQuery(), select: throughOf }).data

const bucketsQuery = (cosInstanceId: string) =>
  queryOptions({
    queryKey: keys.buckets(cosInstanceId),
    queryFn: ({ signal }) => fetchList<Bucket>(formRoutes.buckets(cosInstanceId), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
    enabled: cosInstanceId !== '',
  })

/** The buckets of an Object Storage instance; idle until one is chosen. */
export const useBuckets = (cosInstanceId: string) => useQuery(bucketsQuery(cosInstanceId))

export const useAreBucketsPartial = (cosInstanceId: string) =>
  useQuery({ ...bucketsQuery(cosInstanceId), select: isPartial }).data ?? false

/** A mutation rather than a query: the key must not become part of a cache's key. */
export const useInspectKey = () =>
  useMutation({
    mutationFn: (apiKey: string) =>
      fetchJson<KeyDetails>(formRoutes.keyDetails(), { method: 'POST', body: { apiKey } }),
  })

/** What a typed key sees; mutations for the same reason. */
export const useInstancesByKey = () =>
  useMutation({
    mutationFn: (body: { apiKey: string; kind: 'cos' | 'cloudLogs' }) =>
      fetchJson<List<ServiceInstance>>(formRoutes.instancesByKey(), { method: 'POST', body }),
  })

export const useBucketsByKey = () =>
  useMutation({
    mutationFn: (body: { apiKey: string; instanceId: string }) =>
      fetchJson<List<Bucket>>(formRoutes.bucketsByKey(), { method: 'POST', body }),
  })

export const useTestDestination = (instanceId: string, zoneId: string) =>
  useMutation({
    mutationFn: (body: TestDestinationInput) =>
      fetchJson<DestinationTest>(formRoutes.destinationTests(instanceId, zoneId), {
        method: 'POST',
        body,
      }),
  })
