import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import { apiRoutes } from '@/lib/routes'
import type {
  AccessRequest,
  CreateAccessRequestInput,
  DecideAccessRequestInput,
} from '@/lib/schemas/access-request'
import { fetchJson } from './fetcher'
import { keys } from './keys'

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
