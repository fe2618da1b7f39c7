import 'server-only'
import { zonesShown } from '@/lib/grants/decide'
import { reachOf } from '@/lib/grants/grant'
import type { ReachNames } from '@/lib/grants/words'
import type { Scope } from '@/lib/schemas/grant'
import type { Token } from '@/lib/schemas/token'
import type { ServiceContext } from '@/lib/server/context'
import type { Owner, TokenRow } from '@/lib/server/db/tokens'
import { namesOf } from '../grants/reach'

/** As it is shown, for good without its secret. */
export function toToken(
  { id, name, role, scope, expiresAt, lastUsedAt, createdAt }: TokenRow,
  { id: ownerId, name: ownerName, email }: Owner,
  names: ReachNames,
): Token {
  const time = (ms: number) => new Date(ms).toISOString()
  return {
    id,
    name,
    role,
    scope,
    expiresAt: time(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : time(lastUsedAt),
    createdAt: time(createdAt),
    createdBy: { id: ownerId, name: ownerName, email },
    names,
  }
}

/** What the record keeps of it. */
export function recordOf({ name, role, scope, expiresAt }: TokenRow) {
  return { name, role, scope, expiresAt: new Date(expiresAt).toISOString() }
}

/** What instances and zones of some scopes are called, of those that whoever asks sees today. */
export async function shownNames(
  ctx: ServiceContext,
  scopes: readonly Scope[],
): Promise<(scope: Scope) => ReachNames> {
  const names = await namesOf(ctx, scopes)
  const { rights } = ctx
  if (rights?.by !== 'grants') return names
  return (scope) => {
    if (!('instanceId' in scope)) return names(scope)
    const { instanceId } = scope
    const { instance, zones } = names(scope)
    const named = Object.entries(zones).map(([zoneId, name]) => ({ zoneId, name }))
    const shown = zonesShown(rights.grants, instanceId, named, Date.now())
    const isReached = rights.grants.some((grant) => reachOf(grant, instanceId) !== 'none')
    return {
      instance: isReached ? instance : null,
      zones: Object.fromEntries(shown.map(({ zoneId, name }) => [zoneId, name])),
    }
  }
}
