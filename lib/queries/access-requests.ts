import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import { apiRoutes } from '@/lib/routes'
import type {
  AccessRequest,
  AccessRequestList,
  CreateAccessRequestInput,
  DecideAccessRequestInput,
} from '@/lib/schemas/access-request'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

export const accessRequestsQuery = queryOptions({
  queryKey: keys.accessRequests,
  queryFn: ({ signal }) => fetchJson<AccessRequestList>(apiRoutes.accessRequests(), { signal }),
  staleTime: 5_000,
  refetchInterval: 60_000,
  meta: undated,
})

/** One's own requests for access, to administrators everybody's; those that wait come first. */
export const useAccessRequests = () => useQuery(accessRequestsQuery)

/** How many requests wait for an administrator's answer; nobody else has any. */
export const useAccessToDecide = (isAdministrator: boolean): number =>
  useQuery({ ...accessRequestsQuery, enabled: isAdministrator }).data?.waiting ?? 0

export function useAskAccess() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateAccessRequestInput) =>
      fetchJson<AccessRequest>(apiRoutes.accessRequests(), { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.accessRequests }),
  })
}

/** An answer to a request; where it grants, there is another grant. */
export function useDecideAccess() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: DecideAccessRequestInput }) =>
      fetchJson<AccessRequest>(formRoutes.accessDecision(id), { method: 'POST', body: decision }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.accessRequests }),
        client.invalidateQueries({ queryKey: keys.grants }),
        client.invalidateQueries({ queryKey: keys.activity }),
      ]),
  })
}
