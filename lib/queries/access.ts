import { useQuery } from '@tanstack/react-query'
import { lackOf, type Role } from '@/lib/jobs/roles'
import { apiRoutes } from '@/lib/routes'
import type { Access } from '@/lib/schemas/access'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

/** The person's role on an instance by their own policies, a hint; `role: null` where that is not known. */
export const useAccess = (instanceId: string) =>
  useQuery({
    queryKey: keys.access(instanceId),
    queryFn: ({ signal }) => fetchJson<Access>(apiRoutes.access(instanceId), { signal }),
    staleTime: 60_000,
    meta: undated,
  })

/** What the person lacks on an instance for an act that needs this role, in words; false: nothing that is known of. */
export function useLack(instanceId: string, needed: Role): string | false {
  return lackOf(useAccess(instanceId).data?.role, needed)
}
