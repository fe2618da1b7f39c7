import { useQuery } from '@tanstack/react-query'
import type { Ways } from '@/lib/grants/approval'
import type { ZonePlace } from '@/lib/schemas/zone'
import { zoneQuery } from './zones'

/** The grants that count for the person on a zone, with their guard rails; null: IBM judges, or they are not known yet. */
export function useWays({ instanceId, zoneId }: ZonePlace): Ways {
  return useQuery(zoneQuery(instanceId, zoneId)).data?.access?.grants ?? null
}
