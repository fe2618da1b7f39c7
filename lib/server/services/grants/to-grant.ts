import 'server-only'
import { isLive } from '@/lib/grants/grant'
import type { ReachNames } from '@/lib/grants/words'
import type { ShownGrant } from '@/lib/schemas/grant'
import type { GrantRow } from '@/lib/server/db/grants'
import type { NamedPerson } from '@/lib/server/db/people'
import { env } from '@/lib/server/env'

/** A grant as the API shows it. `members`: of a group, how many of those who have signed in are in it. */
export function toGrant(
  row: GrantRow,
  person: NamedPerson | null,
  names: ReachNames,
  members: number | null,
): ShownGrant {
  const { id, subject, role, scope, rails, expiresAtMs, issuer, createdAt, createdBy } = row
  return {
    id,
    subject,
    role,
    scope,
    rails,
    expiresAt: timeOf(expiresAtMs),
    expired: !isLive(row, Date.now()),
    counts: isLive(row, Date.now()) && issuer === env().OIDC_ISSUER,
    issuer,
    person: person && { id: person.id, name: person.name, email: person.email },
    members,
    names,
    createdAt: new Date(createdAt).toISOString(),
    createdBy,
  }
}

export const timeOf = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString()
