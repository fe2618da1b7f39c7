import 'server-only'
import type { List } from '@/lib/schemas/list'
import type { Zone } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis-zones'
import type { Listed } from '@/lib/server/ibm/listed'
import type { WireZone } from '@/lib/server/ibm/wire'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { cisContext } from '../gate'
import { listed } from '../listed'
import { noteZoneName } from './names'

const cache = () => singleton('zones', () => new Cache<Listed<Zone>>(60_000, 200))

/** All zones of an instance, at most 60 s old. */
export async function listZones(ctx: ServiceContext, instanceId: string): Promise<List<Zone>> {
  const target = await cisContext(ctx, instanceId)
  const list = async (deadlineMs: number) => {
    const { items, isPartial } = await cis.listZones({ ...target, deadlineMs })
    for (const zone of items) noteZoneName(ctx.credential, zone.id, zone.name)
    return { items: items.map(toZone), isPartial }
  }
  const { value, readAt } = await cache().get(`${ctx.credential.owner} ${instanceId}`, list, ctx)
  return listed(value.items, readAt, value.isPartial)
}

export function toZone(wire: WireZone): Zone {
  return { id: wire.id, name: wire.name, status: wire.status ?? 'unknown', paused: wire.paused }
}
