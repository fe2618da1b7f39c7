import 'server-only'
import { LRUCache } from 'lru-cache'
import type { RequestContext } from '@/lib/server/context'
import { singleton } from '@/lib/server/singleton'
import { knownTeam } from '@/lib/server/team'
import { asConnection } from '../background-context'
import { listResources } from '../resources'
import { listZones } from '../zones/list'
import type { Answering } from './answering'

// Which zones an instance has, and what they are called: what grants by instance and by pattern are judged by.

export type NamedZone = { zoneId: string; name: string }

/** A zone keeps its name and its instance as long as it lives; a new one is in the next list. */
const names = () => singleton('zone-directory', () => new LRUCache<string, string>({ max: 50_000 }))

const keyOf = ({ credential }: Answering, instanceId: string, zoneId: string) =>
  `${credential.owner} ${instanceId} ${zoneId}`

/** What a zone of an instance is called; null: the instance has none of that id, by a list that is at most 60 s old. */
export async function nameOfZone(
  request: RequestContext,
  by: Answering,
  instanceId: string,
  zoneId: string,
): Promise<string | null> {
  const known = names().get(keyOf(by, instanceId, zoneId))
  if (known !== undefined) return known
  const zones = await zonesOf(request, by, instanceId)
  return zones.find((zone) => zone.zoneId === zoneId)?.name ?? null
}

/** The zones of an instance, at most 60 s old. */
export async function zonesOf(
  request: RequestContext,
  by: Answering,
  instanceId: string,
): Promise<NamedZone[]> {
  const ctx = asConnection(request, { id: by.connectionId, right: by.credential })
  const { items } = await listZones(ctx, instanceId)
  for (const { id, name } of items) names().set(keyOf(by, instanceId, id), name)
  return items.map(({ id, name }) => ({ zoneId: id, name }))
}

/** Reads the lists of all instances of all connections, as far as they are not known yet. Never throws. */
export async function lookEverywhere(request: RequestContext): Promise<void> {
  const { connections } = await knownTeam()
  await Promise.allSettled(
    connections.map(async (connection) => {
      const ctx = asConnection(request, connection)
      const { items } = await listResources(ctx, 'internet-svcs')
      await Promise.allSettled(items.map(({ guid }) => listZones(ctx, guid)))
    }),
  )
}
