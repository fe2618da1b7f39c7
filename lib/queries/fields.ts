import { queryOptions, useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { Field } from '@/lib/schemas/logs'
import { fetchList } from './fetcher'
import { keys } from './keys'

export const fieldsQuery = (instanceId: string, zoneId: string, dataset: string) =>
  queryOptions({
    queryKey: keys.fields(instanceId, zoneId, dataset),
    queryFn: ({ signal }) =>
      fetchList<Field>(apiRoutes.fields(instanceId, zoneId, dataset), { signal }),
    select: (data) => data.items,
    staleTime: 60_000,
  })

export const useFields = (instanceId: string, zoneId: string, dataset: string) =>
  useQuery(fieldsQuery(instanceId, zoneId, dataset))
