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
}

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
