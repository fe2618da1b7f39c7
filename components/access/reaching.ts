import { covers } from '@/lib/grants/grant'
import type { ReachableZone, Scope } from '@/lib/schemas/grant'

/** The zones that a scope reaches, of those that the connections see now. */
export function zonesIn(scope: Scope, zones: readonly ReachableZone[]): ReachableZone[] {
  return zones.filter((zone) => covers(scope, zone))
}

/** The instances that have a zone, by name. */
export function instancesOf(zones: readonly ReachableZone[]): { id: string; name: string }[] {
  const byId = new Map(zones.map(({ instanceId, instanceName }) => [instanceId, instanceName]))
  return [...byId]
    .map(([id, name]) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

/** A zone's place as one text, for lists to choose from. */
export const zoneKey = ({ instanceId, zoneId }: Pick<ReachableZone, 'instanceId' | 'zoneId'>) =>
  `${instanceId}/${zoneId}`
