import 'server-only'
import type { ReachableZone } from '@/lib/schemas/grant'
import type { ServiceContext } from '@/lib/server/context'
import type { AccessRequestRow } from '@/lib/server/db/access-requests'
import { ValidationError } from '@/lib/server/errors'
import { listReachableZones } from '../grants/reach'

/**
 * The zones that a request is about: those of its name, of one instance. Of several instances that have one, the chosen one
 * counts, or the one that the asker named. Throws ValidationError where none is left, or more than one.
 */
export async function zonesCalled(
  ctx: ServiceContext,
  { zoneName, instanceName }: Pick<AccessRequestRow, 'zoneName' | 'instanceName'>,
  instanceId?: string,
): Promise<{ instanceId: string; zoneIds: string[] }> {
  const isCalled = ({ name }: ReachableZone) => name.toLowerCase() === zoneName
  const known = await listReachableZones(ctx)
  // A zone may be newer than the list that is kept.
  const { items, partial } = known.items.some(isCalled)
    ? known
    : await listReachableZones({ ...ctx, fresh: true })
  const called = items.filter(isCalled)
  const zones = narrowed(called, instanceName, instanceId)
  const [first] = zones
  if (!first) throw new ValidationError([missing(zoneName, called.length > 0, partial)])
  const instances = new Map(zones.map((zone) => [zone.instanceId, zone.instanceName]))
  if (instances.size > 1) {
    const names = instances.entries().map(([id, name]) => `${name} (${id})`)
    throw new ValidationError([
      {
        path: 'instanceId',
        message: `Choose the instance: ${[...names].join(', ')} have a zone of this name`,
      },
    ])
  }
  return { instanceId: first.instanceId, zoneIds: zones.map(({ zoneId }) => zoneId) }
}

function narrowed(
  zones: readonly ReachableZone[],
  instanceName: string | null,
  instanceId: string | undefined,
): readonly ReachableZone[] {
  if (instanceId !== undefined) return zones.filter((zone) => zone.instanceId === instanceId)
  const wanted = instanceName?.toLowerCase()
  const named = zones.filter((zone) => zone.instanceName.toLowerCase() === wanted)
  return named.length > 0 ? named : zones
}

function missing(zoneName: string, isElsewhere: boolean, isPartial: boolean | undefined) {
  if (isElsewhere) return { path: 'instanceId', message: 'This instance has no zone of this name' }
  const more = isPartial ? '; some instances could not be read' : ''
  return { path: 'zoneName', message: `No connection sees a zone called ${zoneName}${more}` }
}
