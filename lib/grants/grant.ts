import type { Rails, Role, Scope, Subject } from '../schemas/grant'
import { matchesPattern } from './pattern'

/** What somebody was given, as it counts for them. */
export type Grant = {
  id: string
  subject: Subject
  role: Role
  scope: Scope
  rails: Rails | null
  /** Epoch ms; null: for good. */
  expiresAtMs: number | null
  /** Of a token: it counts only where this holds as well. */
  within?: Scope
}

/** Where a grant counts: in all of these at once. */
export const scopesOf = ({ scope, within }: Pick<Grant, 'scope' | 'within'>): readonly Scope[] =>
  within ? [scope, within] : [scope]

/** A zone as it is judged: by its ids, and by its name where a pattern is asked. */
export type JudgedZone = { instanceId: string; zoneId: string; name: string | null }

const rank: Record<Role, number> = { viewer: 0, editor: 1, administrator: 2 }

export const isAtLeast = (role: Role, least: Role): boolean => rank[role] >= rank[least]

export function lowerRole(one: Role, other: Role): Role {
  return isAtLeast(one, other) ? other : one
}

export function higherRole(one: Role, other: Role): Role {
  return isAtLeast(one, other) ? one : other
}

export const isLive = ({ expiresAtMs }: Pick<Grant, 'expiresAtMs'>, nowMs: number): boolean =>
  expiresAtMs === null || expiresAtMs > nowMs

/** Whether a grant counts for a zone, by its place alone. */
export const coversZone = (grant: Pick<Grant, 'scope' | 'within'>, zone: JudgedZone): boolean =>
  covers(grant.scope, zone) && (grant.within === undefined || covers(grant.within, zone))

/** Whether a zone is in a scope. By pattern only one whose name is known. */
export function covers(scope: Scope, { instanceId, zoneId, name }: JudgedZone): boolean {
  switch (scope.kind) {
    case 'all':
      return true
    case 'instance':
      return scope.instanceId === instanceId
    case 'zones':
      return scope.instanceId === instanceId && scope.zoneIds.includes(zoneId)
    case 'pattern':
      return name !== null && matchesPattern(scope.pattern, name)
  }
}

/** Whether a scope can hold zones of an instance: `some` by their names only. */
export function reach(scope: Scope, instanceId: string): 'whole' | 'some' | 'none' {
  switch (scope.kind) {
    case 'all':
      return 'whole'
    case 'instance':
      return scope.instanceId === instanceId ? 'whole' : 'none'
    case 'zones':
      return scope.instanceId === instanceId ? 'some' : 'none'
    case 'pattern':
      return 'some'
  }
}

/** The same for a grant. */
export function reachOf(
  { scope, within }: Pick<Grant, 'scope' | 'within'>,
  instanceId: string,
): 'whole' | 'some' | 'none' {
  const own = reach(scope, instanceId)
  if (within === undefined || own === 'none') return own
  const other = reach(within, instanceId)
  return own === 'whole' ? other : other === 'none' ? 'none' : own
}

/** Whether where a grant counts can be told by names only. */
export const isByName = (grant: Pick<Grant, 'scope' | 'within'>): boolean =>
  scopesOf(grant).some(({ kind }) => kind === 'pattern')
