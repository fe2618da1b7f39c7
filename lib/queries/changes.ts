import { useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type {
  ChangePage,
  ChangeRequest,
  ChangeStatus,
  ChangeSummary,
} from '@/lib/schemas/change-request'
import type { Session } from '@/lib/schemas/session'
import type { ZonePlace } from '@/lib/schemas/zone'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'
import { sessionQuery } from './session'

/** Whether anything can wait that concerns them: of their own, or for them to decide. */
const isConcerned = (session: Session | undefined) =>
  session !== undefined && (session.kind === 'oidc' || session.admin)

/** What of all changes concerns the person now: for the bar, and for the notices on every page. */
export function useChangeSummary() {
  const session = useQuery(sessionQuery())
  return useQuery({
    queryKey: keys.changeSummary,
    queryFn: ({ signal }) => fetchJson<ChangeSummary>(apiRoutes.changeSummary(), { signal }),
    enabled: isConcerned(session.data),
    refetchInterval: 30_000,
    staleTime: 5_000,
    meta: undated,
  })
}

/** How many changes wait for this person's decision. */
export const useChangesToDecide = (): number => useChangeSummary().data?.toDecide ?? 0

export type ChangeFilter = {
  status?: ChangeStatus
  asker?: 'me' | 'others'
  instanceId?: string
  zoneId?: string
  jobId?: string
  limit?: string
}

export const useChanges = (filter: ChangeFilter, enabled = true) =>
  useQuery({
    queryKey: keys.changeList(filter),
    queryFn: ({ signal }) => fetchJson<ChangePage>(apiRoutes.changes(filter), { signal }),
    enabled,
    refetchInterval: 30_000,
    meta: undated,
  })

/** What waits about a zone and its jobs, as far as the person may know. */
export function useWaitingChanges({ instanceId, zoneId }: ZonePlace): readonly ChangeRequest[] {
  const session = useQuery(sessionQuery())
  const filter = { status: 'waiting', instanceId, zoneId } as const
  return useChanges(filter, isConcerned(session.data)).data?.items ?? none
}
const none: readonly ChangeRequest[] = []
