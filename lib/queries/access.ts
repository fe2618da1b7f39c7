import { useQuery } from '@tanstack/react-query'
import { useParams } from 'next/navigation'
import { type Role as IbmRole, lackOf } from '@/lib/jobs/roles'
import { apiRoutes } from '@/lib/routes'
import type { Access } from '@/lib/schemas/access'
import type { Role } from '@/lib/schemas/grant'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'
import { zoneQuery } from './zones'

/** The person's role on an instance by their own policies, a hint; `role: null` where that is not known. */
export const useAccess = (instanceId: string) =>
  useQuery({
    queryKey: keys.access(instanceId),
    queryFn: ({ signal }) => fetchJson<Access>(apiRoutes.access(instanceId), { signal }),
    staleTime: 60_000,
    meta: undated,
  })

/** The person's role by grants, on the zone of the page where it is known, else on the instance; null: IBM's roles count. */
export function useGrantedRole(instanceId: string): Role | null {
  const zoneId = String(useParams().zoneId ?? '')
  // Read by whoever shows the zone; here only what is known of it.
  const zone = useQuery({ ...zoneQuery(instanceId, zoneId), enabled: false })
  const access = useAccess(instanceId)
  return zone.data?.access?.role ?? access.data?.granted ?? null
}

/** What the person lacks on an instance for an act that needs this role, in words; false: nothing that is known of. */
export function useLack(instanceId: string, needed: IbmRole): string | false {
  const role = useAccess(instanceId).data?.role
  const granted = useGrantedRole(instanceId)
  return granted === 'viewer' ? 'Needs Editor; you have Viewer' : lackOf(role, needed)
}
