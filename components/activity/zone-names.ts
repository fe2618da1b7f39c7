import type { ActivityItem } from '@/lib/schemas/activity'

/** Zones by id, each with the newest name that an entry gives it: an attempt may be made before the name is read. */
export function zoneNames(
  entries: readonly Pick<ActivityItem, 'zoneId' | 'zoneName'>[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { zoneId, zoneName } of entries) {
    if (zoneId && zoneName && !names.has(zoneId)) names.set(zoneId, zoneName)
  }
  return names
}
