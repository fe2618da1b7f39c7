import 'server-only'
import { zonesShown } from '@/lib/grants/decide'
import { type Grant, isByName, reachOf } from '@/lib/grants/grant'
import type { ServiceContext } from '@/lib/server/context'
import { type Connection, knownTeam } from '@/lib/server/team'
import { asConnection } from '../background-context'
import { answering } from './answering'
import { zonesOf } from './directory'

/** With whose right the account-wide lists are read: the person's own, or every connection's; who has no grant needs none. */
export async function reaches(ctx: ServiceContext): Promise<ServiceContext[]> {
  if (ctx.rights?.by !== 'grants') return [ctx]
  if (ctx.rights.grants.length === 0) return []
  const { connections } = await knownTeam()
  return connections.map((connection) => ({
    ...asConnection(ctx, connection),
    ...(ctx.fresh && { fresh: true }),
  }))
}

/**
 * Of the instances that a connection sees, those for which it answers and of which these grants show a zone. One whose zones
 * can't be read is left out (`isPartial`); where that is all of them, the failure is thrown.
 */
export async function visibleOf<Instance extends { id: string }>(
  ctx: ServiceContext,
  connectionId: string,
  instances: readonly Instance[],
): Promise<{ items: Instance[]; isPartial: boolean }> {
  const { rights } = ctx
  if (rights?.by !== 'grants') return { items: [...instances], isPartial: false }
  const { connections } = await knownTeam()
  const connection = connections.find(({ id }) => id === connectionId)
  if (!connection) return { items: [], isPartial: false }
  const seen = await Promise.allSettled(
    instances.map(
      async ({ id }) =>
        (await answering(ctx, id))?.connectionId === connectionId &&
        (await showsAny(ctx, connection, rights.grants, id)),
    ),
  )
  const failed = seen.filter((one) => one.status === 'rejected')
  if (failed[0] && failed.length === seen.length) throw failed[0].reason
  const isSeen = (at: number) => seen[at]?.status === 'fulfilled' && seen[at].value
  return { items: instances.filter((_, at) => isSeen(at)), isPartial: failed.length > 0 }
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
  return zonesShown(own, instanceId, zones, Date.now()).length > 0
}
