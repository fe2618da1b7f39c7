import 'server-only'
import { zonesShown } from '@/lib/grants/decide'
import { type Grant, reachOf, scopesOf } from '@/lib/grants/grant'
import type { List } from '@/lib/schemas/list'
import type { Zone } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { UpstreamError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis-zones'
import type { Listed } from '@/lib/server/ibm/listed'
import type { WireZone } from '@/lib/server/ibm/wire'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { cisContext } from '../gate'
import { listed } from '../listed'
import { noteZoneName } from './names'

const cache = () => singleton('zones', () => new Cache<Listed<Zone>>(60_000, 200))

/** The zones of an instance that the person sees, at most 60 s old. */
export async function listZones(ctx: ServiceContext, instanceId: string): Promise<List<Zone>> {
  const { rights } = ctx
  if (rights?.by !== 'grants') return allZones(ctx, instanceId)
  const named = fewNamed(rights.grants, instanceId)
  const all = named ? await theseZones(ctx, instanceId, named) : await allZones(ctx, instanceId)
  const zones = all.items.map((zone) => ({ zone, zoneId: zone.id, name: zone.name }))
  const shown = zonesShown(rights.grants, instanceId, zones, Date.now())
  return { ...all, items: shown.map(({ zone }) => zone) }
}

/** More than these are read faster, and with fewer calls, by the list of all. */
const fewZones = 20

/** The zones that grants name one by one, where that is all and they are few; else null. */
function fewNamed(grants: readonly Grant[], instanceId: string): string[] | null {
  const ids = new Set<string>()
  for (const grant of grants) {
    if (reachOf(grant, instanceId) === 'none') continue
    const named = scopesOf(grant).find((scope) => scope.kind === 'zones')
    if (!named) return null
    for (const id of named.zoneIds) ids.add(id)
  }
  return ids.size <= fewZones ? [...ids] : null
}

const single = () => singleton('single-zones', () => new Cache<Zone | null>(60_000, 2_000))

/** Each asked for by its id; one that is gone is left out. */
async function theseZones(
  ctx: ServiceContext,
  instanceId: string,
  zoneIds: readonly string[],
): Promise<List<Zone>> {
  const target = await cisContext(ctx, instanceId)
  const found = await Promise.all(
    zoneIds.map((zoneId) => {
      const load = async (deadlineMs: number) => {
        try {
          return toZone(await cis.getZone({ ...target, deadlineMs }, zoneId))
        } catch (error) {
          if (error instanceof UpstreamError && error.facts.status === 404) return null
          throw error
        }
      }
      return single().get(`${ctx.credential.owner} ${instanceId} ${zoneId}`, load, ctx)
    }),
  )
  const items = found.flatMap(({ value }) => value ?? [])
  for (const zone of items) noteZoneName(ctx.credential, zone.id, zone.name)
  return listed(items, Math.min(Date.now(), ...found.map(({ readAt }) => readAt)), false)
}

async function allZones(ctx: ServiceContext, instanceId: string): Promise<List<Zone>> {
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
