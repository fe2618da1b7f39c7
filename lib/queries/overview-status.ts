import { useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { OverviewStatus } from '@/lib/schemas/overview'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

/** Every page shows it, so it is asked for no more often than the picture changes. */
const followEveryMs = 15_000

/** How fresh the picture is, and how many jobs in it are not delivering. */
export const useOverviewStatus = () =>
  useQuery({
    queryKey: keys.overviewStatus,
    queryFn: ({ signal }) => fetchJson<OverviewStatus>(apiRoutes.overviewStatus(), { signal }),
    staleTime: followEveryMs,
    refetchInterval: followEveryMs,
    meta: undated,
  })
