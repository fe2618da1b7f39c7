import { useQuery } from '@tanstack/react-query'
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
