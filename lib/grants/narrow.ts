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
  const zoneIds = new Set(scope.kind === 'zones' ? scope.zoneIds : [])
  return grants.flatMap((grant) => {
    const common = commonOf(grant.scope, scope, zoneIds)
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
function commonOf(
  one: Scope,
  other: Scope,
  otherZones: ReadonlySet<string>,
): Pick<Grant, 'scope' | 'within'> | null {
  if (one.kind === 'all') return { scope: other }
  if (other.kind === 'all') return { scope: one }
  if (one.kind === 'pattern' || other.kind === 'pattern') return { scope: one, within: other }
  if (one.instanceId !== other.instanceId) return null
  if (one.kind === 'zones' && other.kind === 'zones') {
    const zoneIds = one.zoneIds.filter((id) => otherZones.has(id))
    return zoneIds.length > 0 ? { scope: { ...one, zoneIds } } : null
  }
  return one.kind === other.kind ? { scope: one } : { scope: one, within: other }
}

/**
 * Where a scope goes beyond what grants cover, as members of it: `zoneIds.3`, '' for the whole. What can't be told by ids
 * and patterns alone counts as beyond; a zone that a pattern may cover can still be looked up by its name. Takes time in
 * proportion to the ids of both, however many grants they are spread over.
 */
export function beyond(grants: readonly Pick<Grant, 'scope'>[], scope: Scope): string[] {
  const scopes = grants.map((grant) => grant.scope)
  if (scopes.some(({ kind }) => kind === 'all')) return []
  switch (scope.kind) {
    case 'all':
      return ['']
    case 'instance':
      return hasInstance(scopes, scope.instanceId) ? [] : ['instanceId']
    case 'zones': {
      if (hasInstance(scopes, scope.instanceId)) return []
      const left = new Set(scope.zoneIds)
      for (const one of scopes) {
        if (one.kind !== 'zones' || one.instanceId !== scope.instanceId) continue
        for (const id of one.zoneIds) left.delete(id)
      }
      return scope.zoneIds.flatMap((id, at) => (left.has(id) ? [`zoneIds.${at}`] : []))
    }
    case 'pattern':
      return hasPattern(scopes, scope.pattern) ? [] : ['pattern']
  }
}

const hasInstance = (scopes: readonly Scope[], instanceId: string): boolean =>
  scopes.some((one) => one.kind === 'instance' && one.instanceId === instanceId)

/** No name has a `*`, so the inner one's can be taken up by one of the outer's only: exactly what containment asks. */
const hasPattern = (scopes: readonly Scope[], inner: string): boolean =>
  scopes.some((one) => one.kind === 'pattern' && matchesPattern(one.pattern, inner))
