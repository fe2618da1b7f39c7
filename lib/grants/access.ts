import type { ZoneAccess } from '../schemas/people'
import { type Grant, isAtLeast } from './grant'

/** What grants that count on a zone come to, said by the one that gives the most for the longest; null: there is none. */
export function accessOf(grants: readonly Grant[]): ZoneAccess | null {
  const best = grants.reduce<Grant | null>(
    (one, other) => (one && !isMore(other, one) ? one : other),
    null,
  )
  if (!best) return null
  const { role, subject, rails, expiresAtMs } = best
  return {
    role,
    through: subject.kind === 'group' ? subject.name : null,
    expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
    needsApproval: role === 'editor' && rails?.needsApproval === true,
    grants: grants.map((grant) => ({ role: grant.role, rails: grant.rails })),
  }
}

function isMore(one: Grant, other: Grant): boolean {
  if (one.role !== other.role) return isAtLeast(one.role, other.role)
  const [mine, theirs] = [bonds(one), bonds(other)]
  if (mine !== theirs) return mine < theirs
  return (
    (one.expiresAtMs ?? Number.POSITIVE_INFINITY) > (other.expiresAtMs ?? Number.POSITIVE_INFINITY)
  )
}

/** How much guard rails hold back. */
const bonds = ({ rails }: Grant): number => (rails === null ? 0 : rails.needsApproval ? 2 : 1)
