import { queryOptions, useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { Instance } from '@/lib/schemas/instance'
import { isPartial } from './as-of'
import { fetchList } from './fetcher'
import { keys } from './keys'

export const instancesQuery = () =>
  queryOptions({
    queryKey: keys.instances,
    queryFn: ({ signal }) => fetchList<Instance>(apiRoutes.instances(), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
  })

export const useInstances = () => useQuery(instancesQuery())

/** Whether IBM has more of them than are listed. */
export const useAreInstancesPartial = () =>
  useQuery({ ...instancesQuery(), select: isPartial }).data ?? false

/** One instance out of the list; undefined while it loads or when it is not there. */
export const useInstance = (instanceId: string) =>
  useQuery({
    ...instancesQuery(),
    select: (data) => data.items.find((instance) => instance.id === instanceId),
  })
