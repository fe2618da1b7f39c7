import type { JudgedChange } from '@/lib/grants/rails'
import { waitsFor } from '@/lib/grants/ways'
import type { Permission } from '@/lib/schemas/permission'
import type { ZonePlace } from '@/lib/schemas/zone'
import { useWays } from './ways'

/** Whether a change will wait for an administrator's approval, as far as that can be said before it is sent. */
export const useWaitsFor = (
  place: ZonePlace,
  permission: Permission,
  change: JudgedChange | null = null,
): boolean => waitsFor(useWays(place), permission, change)
