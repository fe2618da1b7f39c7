import 'server-only'
import type { ReachNames } from '@/lib/grants/words'
import type { ReachableZone, Scope } from '@/lib/schemas/grant'
import type { List } from '@/lib/schemas/list'
import type { RequestContext, SignedInContext } from '@/lib/server/context'
import { currentTeam } from '@/lib/server/team'
import { answering } from '../admission/answering'
import { zonesOf } from '../admission/directory'
import { asConnection } from '../background-context'
import { isOwnAccount } from '../connections/show'
import { listed } from '../listed'
import { listResources } from '../resources'
import { listZones } from '../zones/list'

/**
 * Every zone that grants can reach: of each instance that a connection of theirs sees, by the one that answers; at most 60 s
 * old unless it is asked for anew. What can't be read now is missing (`partial`). Never throws.
 */
export async function listReachableZones(
  request: RequestContext & Pick<SignedInContext, 'administers' | 'principal'>,
): Promise<List<ReachableZone>> {
  const { fresh = false } = request
  const team = await currentTeam()
  const connections = team.connections.filter(({ accountId }) => isOwnAccount(request, accountId))
  const lists = await Promise.allSettled(
    connections.map((connection) =>
      listResources({ ...asConnection(request, connection), fresh }, 'internet-svcs'),
    ),
  )
  const seen = lists.flatMap((list) => (list.status === 'fulfilled' ? list.value.items : []))
  const instances = new Map(seen.map(({ guid, name }) => [guid, name]))
  const read = await Promise.allSettled(
    instances.entries().map(async ([instanceId, instanceName]) => {
      const by = await answering(request, instanceId)
      if (!by) return null
      const way = asConnection(request, { id: by.connectionId, right: by.credential })
      const { items, ...rest } = await listZones({ ...way, fresh }, instanceId)
      const place = { instanceId, instanceName }
      return { ...rest, items: items.map(({ id, name }) => ({ ...place, zoneId: id, name })) }
    }),
  )
  const found = [...lists, ...read].flatMap((one) =>
    one.status === 'fulfilled' ? (one.value ?? []) : [],
  )
  const zones = read.flatMap((one) => (one.status === 'fulfilled' ? (one.value?.items ?? []) : []))
  const asOf = Math.min(Date.now(), ...found.map((list) => Date.parse(list.asOf)))
  const hasFailed = [...lists, ...read].some(({ status }) => status === 'rejected')
  return listed(zones, asOf, hasFailed || found.some(({ partial }) => partial))
}

/** A list does not wait longer for names. */
const namesWithinMs = 1_500

/** What instances and zones of some scopes are called, where that can be told soon. */
export async function namesOf(
  request: RequestContext,
  scopes: readonly Scope[],
): Promise<(scope: Scope) => ReachNames> {
  const team = await currentTeam()
  const wanted = new Set(scopes.flatMap((it) => (it.kind === 'zones' ? [it.instanceId] : [])))
  const deadlineMs = Math.min(request.deadlineMs, Date.now() + namesWithinMs)
  const zones = new Map<string, string>()
  await Promise.allSettled(
    wanted.values().map(async (instanceId) => {
      const by = await answering({ ...request, deadlineMs }, instanceId)
      const found = by ? await zonesOf({ ...request, deadlineMs }, by, instanceId) : []
      for (const { zoneId, name } of found) zones.set(`${instanceId} ${zoneId}`, name)
    }),
  )
  const instances = new Map(
    team.connections.flatMap(({ instances }) => instances.map(({ id, name }) => [id, name])),
  )
  return (scope) => {
    if (!('instanceId' in scope)) return { instance: null, zones: {} }
    const { instanceId } = scope
    const ids = scope.kind === 'zones' ? scope.zoneIds : []
    const named = ids.flatMap((id) => {
      const name = zones.get(`${instanceId} ${id}`)
      return name === undefined ? [] : [[id, name] as const]
    })
    return { instance: instances.get(instanceId) ?? null, zones: Object.fromEntries(named) }
  }
}
