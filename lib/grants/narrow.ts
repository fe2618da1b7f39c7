import type { Role, Scope } from '../schemas/grant'
import { type Grant, lowerRole } from './grant'
import { matchesPattern } from './pattern'

/** What a token is given of its person's rights. */
export type Share = { role: Role; scope: Scope }

/**
 * What is left of a person's grants for a token of theirs: of each what its role and its scope allow as well. Guard rails
 * stay; who was bound by none, as an administrator, is bound by none through a token either.
 */
export function narrowed(grants: readonly Grant[], { role, scope }: Share): Grant[] {
  return grants.flatMap((grant) => {
    const common = commonOf(grant.scope, scope)
    if (!common) return []
    return [
      {
        ...grant,
        ...common,
        role: lowerRole(grant.role, role),
        rails: grant.role === 'administrator' ? null : grant.rails,
      },
    ]
  })
}

/** Where two scopes hold at once; null: nowhere, whatever zones are called. */
function commonOf(one: Scope, other: Scope): Pick<Grant, 'scope' | 'within'> | null {
  if (one.kind === 'all') return { scope: other }
  if (other.kind === 'all') return { scope: one }
  if (one.kind === 'pattern' || other.kind === 'pattern') return { scope: one, within: other }
  if (one.instanceId !== other.instanceId) return null
  if (one.kind === 'zones' && other.kind === 'zones') {
    const zoneIds = one.zoneIds.filter((id) => other.zoneIds.includes(id))
    return zoneIds.length > 0 ? { scope: { ...one, zoneIds } } : null
  }
  return one.kind === other.kind ? { scope: one } : { scope: one, within: other }
}

/**
 * Where a scope goes beyond what grants cover, as members of it: `zoneIds.3`, '' for the whole. What can't be told by ids
 * and patterns alone counts as beyond; a zone that a pattern may cover can still be looked up by its name.
 */
export function beyond(grants: readonly Pick<Grant, 'scope'>[], scope: Scope): string[] {
  const isCovered = (part: Scope) => grants.some((grant) => holds(grant.scope, part))
  if (isCovered(scope)) return []
  if (scope.kind !== 'zones') return [memberOf[scope.kind]]
  return scope.zoneIds.flatMap((zoneId, at) =>
    isCovered({ ...scope, zoneIds: [zoneId] }) ? [] : [`zoneIds.${at}`],
  )
}

const memberOf = { all: '', instance: 'instanceId', pattern: 'pattern' } as const

function holds(outer: Scope, inner: Scope): boolean {
  switch (outer.kind) {
    case 'all':
      return true
    case 'instance':
      return 'instanceId' in inner && inner.instanceId === outer.instanceId
    case 'zones':
      return (
        inner.kind === 'zones' &&
        inner.instanceId === outer.instanceId &&
        inner.zoneIds.every((id) => outer.zoneIds.includes(id))
      )
    case 'pattern':
      // No name has a `*`, so the inner one's can be taken up by one of the outer's only: exactly what containment asks.
      return inner.kind === 'pattern' && matchesPattern(outer.pattern, inner.pattern)
  }
}
