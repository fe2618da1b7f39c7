import type { Role } from '../schemas/grant'
import { isBoundByRails, isByApproval, leastRole, type Permission } from '../schemas/permission'
import {
  coversZone,
  type Grant,
  higherRole,
  isAtLeast,
  isLive,
  type JudgedZone,
  reachOf,
} from './grant'
import { type JudgedChange, railFault } from './rails'

export type Fault = { path: string; message: string }

/** What comes of a change: made at once, kept until somebody approves it, or refused. */
export type Ruling =
  | { kind: 'free' }
  | { kind: 'approval' }
  | { kind: 'rail'; fault: Fault }
  | { kind: 'role'; needs: Role }

/** The grants that count for a zone now. */
export function grantsOn(grants: readonly Grant[], zone: JudgedZone, nowMs: number): Grant[] {
  return grants.filter((grant) => isLive(grant, nowMs) && coversZone(grant, zone))
}

/** Those of some zones of one instance that grants show now: for whole lists, where the ids that grants name are many. */
export function zonesShown<Zone extends Omit<JudgedZone, 'instanceId'>>(
  grants: readonly Grant[],
  instanceId: string,
  zones: readonly Zone[],
  nowMs: number,
): Zone[] {
  const listed = new Set(zones.map(({ zoneId }) => zoneId))
  const named = new Set<string>()
  const others: Grant[] = []
  for (const grant of grants) {
    const { scope, within } = grant
    if (!isLive(grant, nowMs) || reachOf(grant, instanceId) === 'none') continue
    if (scope.kind !== 'zones' || within) others.push(grant)
    else for (const zoneId of scope.zoneIds) if (listed.has(zoneId)) named.add(zoneId)
  }
  return zones.filter(
    (zone) =>
      named.has(zone.zoneId) || others.some((grant) => coversZone(grant, { ...zone, instanceId })),
  )
}

/** The highest role of some grants; null: none, so that nothing is seen. */
export function roleOf(grants: readonly Pick<Grant, 'role'>[]): Role | null {
  return grants.reduce<Role | null>(
    (highest, { role }) => (highest === null ? role : higherRole(highest, role)),
    null,
  )
}

/**
 * Whether grants that count for a zone allow an act there: one of them has to, with guard rails of its own. Rails bind
 * editors only. Of several that refuse, the one that comes nearest says why.
 */
export function rule(
  grants: readonly Pick<Grant, 'role' | 'rails'>[],
  permission: Permission,
  change: JudgedChange | null,
): Ruling {
  const needs = leastRole(permission)
  const able = grants.filter(({ role }) => isAtLeast(role, needs))
  if (able.length === 0) return { kind: 'role', needs }
  if (needs === 'viewer') return { kind: 'free' }
  let fault: Fault | null = null
  let isWaiting = false
  for (const { role, rails } of able) {
    if (role === 'administrator' || rails === null) return { kind: 'free' }
    const found = change && isBoundByRails(permission) ? railFault(rails, change) : null
    if (found) fault = nearer(fault, found)
    else if (rails.needsApproval && isByApproval(permission)) isWaiting = true
    else return { kind: 'free' }
  }
  if (isWaiting) return { kind: 'approval' }
  return fault ? { kind: 'rail', fault } : { kind: 'free' }
}

/** A bucket of another name is nearer to what is allowed than another kind of destination. */
function nearer(one: Fault | null, other: Fault): Fault {
  if (one === null) return other
  return one.path === 'destination.kind' ? other : one
}
