import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type {
  CreateGrantInput,
  GrantList,
  ReachableZone,
  ShownGrant,
  UpdateGrantInput,
} from '@/lib/schemas/grant'
import { undated } from './as-of'
import { fetchJson, fetchList, fetchNothing } from './fetcher'
import { keys } from './keys'

/** The first `limit` grants that have these words; for administrators. What was there stays while other words are looked for. */
export const useGrants = (words: string, limit: number) =>
  useQuery({
    queryKey: keys.grantList(words, limit),
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ ...(words && { q: words }), limit: String(limit) })
      return fetchJson<GrantList>(formRoutes.grants(query.toString()), { signal })
    },
    placeholderData: (former) => former,
    refetchInterval: 60_000,
    meta: undated,
  })

const reachableZonesQuery = queryOptions({
  queryKey: keys.reachableZones,
  queryFn: ({ signal }) => fetchList<ReachableZone>(formRoutes.reachableZones(), { signal }),
  staleTime: 60_000,
})

/** Every zone that grants can reach, by the connections. */
export const useReachableZones = () => useQuery(reachableZonesQuery)

function useInvalidateGrants() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.grants }),
      client.invalidateQueries({ queryKey: keys.activity }),
    ])
}

export function useCreateGrant() {
  const onSettled = useInvalidateGrants()
  return useMutation({
    mutationFn: (body: CreateGrantInput) =>
      fetchJson<ShownGrant>(formRoutes.grants(), { method: 'POST', body }),
    onSettled,
  })
}

export function useUpdateGrant() {
  const onSettled = useInvalidateGrants()
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: UpdateGrantInput }) =>
      fetchJson<ShownGrant>(formRoutes.grant(id), { method: 'PATCH', body: change }),
    onSettled,
  })
}

export function useDeleteGrant() {
  const onSettled = useInvalidateGrants()
  return useMutation({
    mutationFn: (id: string) => fetchNothing(formRoutes.grant(id), { method: 'DELETE' }),
    onSettled,
  })
}
