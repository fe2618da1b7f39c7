import 'server-only'
import { grantsOn } from '@/lib/grants/decide'
import { type Grant, isByName, reachOf } from '@/lib/grants/grant'
import type { ServiceContext } from '@/lib/server/context'
import { type Connection, knownTeam } from '@/lib/server/team'
import { asConnection } from '../background-context'
import { zonesOf } from './directory'

/** With whose right the account-wide lists are read: the person's own, or every connection's. */
export async function reaches(ctx: ServiceContext): Promise<ServiceContext[]> {
  if (ctx.rights?.by !== 'grants') return [ctx]
  const { connections } = await knownTeam()
  return connections.map((connection) => ({
    ...asConnection(ctx, connection),
    ...(ctx.fresh && { fresh: true }),
  }))
}

/** Of the instances that a connection sees, those for which it answers and of which these grants show a zone. */
export async function visibleOf<Instance extends { id: string }>(
  ctx: ServiceContext,
  connectionId: string,
  instances: readonly Instance[],
): Promise<Instance[]> {
  const { rights } = ctx
  if (rights?.by !== 'grants') return [...instances]
  const { connections, choices } = await knownTeam()
  const connection = connections.find(({ id }) => id === connectionId)
  if (!connection) return []
  const isAnswering = (instanceId: string) => {
    const chosen = choices.get(instanceId)
    if (chosen !== undefined && connections.some(({ id }) => id === chosen)) {
      return chosen === connectionId
    }
    const first = connections.find(({ instances }) => instances.some(({ id }) => id === instanceId))
    return first === undefined || first.id === connectionId
  }
  const seen = await Promise.all(
    instances.map(
      async ({ id }) => isAnswering(id) && (await showsAny(ctx, connection, rights.grants, id)),
    ),
  )
  return instances.filter((_, at) => seen[at])
}

async function showsAny(
  ctx: ServiceContext,
  { id, right }: Connection,
  grants: readonly Grant[],
  instanceId: string,
): Promise<boolean> {
  const own = grants.filter((grant) => reachOf(grant, instanceId) !== 'none')
  if (!own.every(isByName)) return true
  if (own.length === 0) return false
  const zones = await zonesOf(ctx, { credential: right, connectionId: id }, instanceId)
  return zones.some((zone) => grantsOn(own, { instanceId, ...zone }, Date.now()).length > 0)
}
