import 'server-only'
import type { Zone } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis-zones'
import type { WireZone } from '@/lib/server/ibm/wire'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { cisContext } from '../gate'
import { noteZoneName } from './names'

const cache = () => singleton('zones', () => new Cache<Zone[]>(60_000, 200))

/** All zones of an instance, at most 60 s old. */
export async function listZones(ctx: ServiceContext, instanceId: string): Promise<Zone[]> {
  const target = await cisContext(ctx, instanceId)
  const list = async (deadlineMs: number) => {
    const zones = (await cis.listZones({ ...target, deadlineMs })).map(toZone)
    for (const zone of zones) noteZoneName(ctx.credential, zone.id, zone.name)
    return zones
  }
  const { value } = await cache().get(`${ctx.credential.owner} ${instanceId}`, list, ctx)
  return value
}

export function toZone(wire: WireZone): Zone {
  return { id: wire.id, name: wire.name, status: wire.status ?? 'unknown', paused: wire.paused }
}
