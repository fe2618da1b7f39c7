import { queryOptions, useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { AccessRequestList } from '@/lib/schemas/access-request'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

const accessRequestsQuery = queryOptions({
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
