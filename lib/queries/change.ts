import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type { ChangeRequest, ChangeStatus, DecideChangeInput } from '@/lib/schemas/change-request'
import { undated } from './as-of'
import { fetchJson, fetchNothing } from './fetcher'
import { keys } from './keys'

const openStatuses: readonly ChangeStatus[] = ['waiting', 'approved', 'unknown']

/** One change, followed until nothing more comes of it. */
export const useChange = (id: string) =>
  useQuery({
    queryKey: keys.change(id),
    queryFn: ({ signal }) => fetchJson<ChangeRequest>(formRoutes.change(id), { signal }),
    refetchInterval: ({ state: { data } }) =>
      data && openStatuses.includes(data.status) ? 10_000 : false,
    meta: undated,
  })

/** Decided, carried out or withdrawn: the zone may be another now. */
function useInvalidate() {
  const client = useQueryClient()
  return (change?: ChangeRequest) =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.changes }),
      client.invalidateQueries({ queryKey: keys.activity }),
      change &&
        client.invalidateQueries({ queryKey: keys.inZone(change.instanceId, change.zoneId) }),
    ])
}

/** Resolves with what became of it. */
export function useDecideChange(id: string) {
  const invalidate = useInvalidate()
  return useMutation({
    mutationFn: (body: DecideChangeInput) =>
      fetchJson<ChangeRequest>(formRoutes.changeDecision(id), { method: 'POST', body }),
    onSettled: (change) => invalidate(change),
  })
}

export function useWithdrawChange(id: string) {
  const invalidate = useInvalidate()
  return useMutation({
    mutationFn: () => fetchNothing(formRoutes.change(id), { method: 'DELETE' }),
    onSettled: () => invalidate(),
  })
}

/** Says that the asker has seen how it was decided. */
export function useSeeChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => fetchNothing(formRoutes.changeSeen(id), { method: 'PUT' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.changes }),
  })
}

/** Says that the asker has seen how their request for access was answered. */
export function useSeeAnswer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => fetchNothing(formRoutes.answerSeen(id), { method: 'PUT' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.changes }),
  })
}
