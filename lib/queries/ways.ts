import { useQuery } from '@tanstack/react-query'
import type { JudgedChange } from '@/lib/grants/rails'
import { type Ways, waitsFor } from '@/lib/grants/ways'
import type { Permission } from '@/lib/schemas/permission'
import type { ZonePlace } from '@/lib/schemas/zone'
import { zoneQuery } from './zones'

/** The grants that count for the person on a zone, with their guard rails; null: IBM judges, or they are not known yet. */
export function useWays({ instanceId, zoneId }: ZonePlace): Ways {
  return useQuery(zoneQuery(instanceId, zoneId)).data?.access?.grants ?? null
}

/** Whether a change will wait for an administrator's approval, as far as that can be said before it is sent. */
export const useWaitsFor = (
  place: ZonePlace,
  permission: Permission,
  change: JudgedChange | null = null,
): boolean => waitsFor(useWays(place), permission, change)
