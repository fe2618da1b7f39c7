import { useQuery } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { PeopleOnZone } from '@/lib/schemas/people'
import type { ZonePlace } from '@/lib/schemas/zone'
import { undated } from './as-of'
import { fetchJson } from './fetcher'
import { keys } from './keys'

/** Who sees a zone, and through which group. null: no zone is chosen. */
export const usePeople = (place: ZonePlace | null) =>
  useQuery({
    queryKey: keys.people(place?.instanceId ?? '', place?.zoneId ?? ''),
    enabled: place !== null,
    queryFn: ({ signal }) =>
      fetchJson<PeopleOnZone>(apiRoutes.people(place?.instanceId ?? '', place?.zoneId ?? ''), {
        signal,
      }),
    meta: undated,
  })
