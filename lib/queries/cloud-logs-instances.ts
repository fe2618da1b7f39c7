import { queryOptions, useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { ServiceInstance } from '@/lib/schemas/instance'
import { isPartial, throughOf } from './as-of'
import { fetchList } from './fetcher'
import { keys } from './keys'

const cloudLogsInstancesQuery = () =>
  queryOptions({
    queryKey: keys.cloudLogsInstances,
    queryFn: ({ signal }) => fetchList<ServiceInstance>(apiRoutes.cloudLogsInstances(), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
  })

export const useCloudLogsInstances = (enabled = true) =>
  useQuery({ ...cloudLogsInstancesQuery(), enabled })

export const useAreCloudLogsInstancesPartial = () =>
  useQuery({ ...cloudLogsInstancesQuery(), select: isPartial }).data ?? false

export const useCloudLogsInstancesThrough = () =>
  useQuery({ ...cloudLogsInstancesQuery(), select: throughOf }).data
