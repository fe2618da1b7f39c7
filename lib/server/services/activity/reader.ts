import 'server-only'
import { grantsOn } from '@/lib/grants/decide'
import { type Grant, reach } from '@/lib/grants/grant'
import type { ServiceContext } from '@/lib/server/context'
import type { AuditReader } from '@/lib/server/db/audit-plan'
import { hasOwnRight } from '../admission/admit'
import { zonesOf } from '../admission/directory'
import { reaches } from '../admission/reaches'
import { listResources } from '../resources'
import { visibleInstances } from './visible-instances'

/**
 * What somebody may see of the activity: administrators all; whoever has a right of their own at IBM, the instances that
 * IBM lets them read (or the `only` one); members what is granted to them, and what they did themselves.
 */
export async function readerOf(ctx: ServiceContext, only?: string): Promise<AuditReader> {
  if (ctx.administers === 'all') return { kind: 'all' }
  const { rights, principal, credential } = ctx
  if (hasOwnRight(ctx) || rights?.by !== 'grants') {
    const instanceIds = await visibleInstances(ctx, only)
    return { kind: 'instances', accountId: credential.accountId, instanceIds }
  }
  const scopes = rights.grants.map(({ scope }) => scope)
  // Only these need to be told what there is.
  const isOpen = scopes.some(({ kind }) => kind === 'all' || kind === 'pattern')
  const reached = isOpen ? await reachedInstances(ctx) : []
  const isWhole = ({ id }: Reached) => scopes.some((scope) => reach(scope, id) === 'whole')
  const named = scopes.flatMap((scope) => (scope.kind === 'instance' ? [scope.instanceId] : []))
  const listed = scopes.flatMap((scope) =>
    scope.kind === 'zones'
      ? scope.zoneIds.map((zoneId) => ({ instanceId: scope.instanceId, zoneId }))
      : [],
  )
  return {
    kind: 'places',
    instanceIds: [...new Set([...named, ...reached.filter(isWhole).map(({ id }) => id)])],
    zones: [...listed, ...(await zonesByPattern(ctx, reached, rights.grants))],
    actorIds: [principal.id],
  }
}

/** An instance, and with whose right it is read. */
type Reached = { id: string; by: Parameters<typeof zonesOf>[1] }

/** The instances of all connections, at most 60 s old. A connection that does not answer leaves its part out. */
async function reachedInstances(ctx: ServiceContext): Promise<Reached[]> {
  const lists = await Promise.allSettled(
    (await reaches(ctx)).map(async (way) => {
      const by = { credential: way.credential, connectionId: way.connectionId ?? '' }
      const { items } = await listResources(way, 'internet-svcs')
      return items.map(({ guid }) => ({ id: guid, by }))
    }),
  )
  return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []))
}

async function zonesByPattern(
  ctx: ServiceContext,
  instances: readonly Reached[],
  grants: readonly Grant[],
) {
  const patterns = grants.filter(({ scope }) => scope.kind === 'pattern')
  if (patterns.length === 0) return []
  const lists = await Promise.allSettled(
    instances.map(async ({ id: instanceId, by }) => {
      const zones = await zonesOf(ctx, by, instanceId)
      return zones
        .filter((zone) => grantsOn(patterns, { instanceId, ...zone }, Date.now()).length > 0)
        .map(({ zoneId }) => ({ instanceId, zoneId }))
    }),
  )
  return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []))
}
