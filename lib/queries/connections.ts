import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type {
  Connection,
  CreateConnectionInput,
  UpdateConnectionInput,
} from '@/lib/schemas/connection'
import { undated } from './as-of'
import { fetchJson, fetchNothing } from './fetcher'
import { keys } from './keys'

const connectionsQuery = queryOptions({
  queryKey: keys.connections,
  queryFn: ({ signal }) => fetchJson<{ items: Connection[] }>(formRoutes.connections(), { signal }),
  select: (data) => data.items,
  staleTime: 10_000,
  meta: undated,
})

/** The connected accounts, the oldest first; for administrators. */
export const useConnections = (enabled = true) => useQuery({ ...connectionsQuery, enabled })

/** What another connection answers for may change with each of these, so all are read again. */
function useInvalidateConnections() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: keys.connections })
}

/** Resolves with the connection and its warnings, once the key was tried. */
export function useCreateConnection() {
  const onSettled = useInvalidateConnections()
  return useMutation({
    mutationFn: (body: CreateConnectionInput) =>
      fetchJson<Connection>(formRoutes.connections(), { method: 'POST', body }),
    onSettled,
  })
}

export function useUpdateConnection(id: string) {
  const onSettled = useInvalidateConnections()
  return useMutation({
    mutationFn: (body: UpdateConnectionInput) =>
      fetchJson<Connection>(formRoutes.connection(id), { method: 'PATCH', body }),
    onSettled,
  })
}

export function useDeleteConnection(id: string) {
  const onSettled = useInvalidateConnections()
  return useMutation({
    mutationFn: () => fetchNothing(formRoutes.connection(id), { method: 'DELETE' }),
    onSettled,
  })
}

/** Looks again what the key is good for. */
export function useCheckConnection(id: string) {
  const onSettled = useInvalidateConnections()
  return useMutation({
    mutationFn: () => fetchJson<Connection>(formRoutes.connectionCheck(id), { method: 'POST' }),
    onSettled,
  })
}
