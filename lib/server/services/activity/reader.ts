import 'server-only'
import { zonesShown } from '@/lib/grants/decide'
import { type Grant, isByName, reachOf, scopesOf } from '@/lib/grants/grant'
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
  const { grants } = rights
  // Only these need to be told what there is.
  const isOpen = grants.some(
    (grant) => isByName(grant) || scopesOf(grant).every(({ kind }) => kind === 'all'),
  )
  const reached = isOpen ? await reachedInstances(ctx) : []
  const named = grants.flatMap(scopesOf).flatMap((it) => ('instanceId' in it ? it.instanceId : []))
  const isWhole = (id: string) => grants.some((grant) => reachOf(grant, id) === 'whole')
  return {
    kind: 'places',
    instanceIds: [...new Set([...named, ...reached.map(({ id }) => id)])].filter(isWhole),
    zones: [...grants.flatMap(zonesById), ...(await zonesByPattern(ctx, reached, grants))],
    actorIds: [principal.id],
  }
}

/** The zones that a grant names one by one, where their names don't count. */
function zonesById(grant: Grant) {
  const listed = scopesOf(grant).find((scope) => scope.kind === 'zones')
  if (!listed || isByName(grant) || reachOf(grant, listed.instanceId) === 'none') return []
  const { instanceId, zoneIds } = listed
  return zoneIds.map((zoneId) => ({ instanceId, zoneId }))
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
  const patterns = grants.filter(isByName)
  if (patterns.length === 0) return []
  const lists = await Promise.allSettled(
    instances.map(async ({ id: instanceId, by }) => {
      const zones = await zonesOf(ctx, by, instanceId)
      const shown = zonesShown(patterns, instanceId, zones, Date.now())
      return shown.map(({ zoneId }) => ({ instanceId, zoneId }))
    }),
  )
  return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []))
}
