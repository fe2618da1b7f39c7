import 'server-only'
import type { Db } from '@/lib/server/db/client'
import type { GrantRow } from '@/lib/server/db/grants'
import { listMembers } from '@/lib/server/db/people'
import { env } from '@/lib/server/env'

type Of = Pick<GrantRow, 'subject' | 'issuer'>

/** How many people of those who have signed in are in the group that a grant is for; null: it is for a person. */
export async function countMembers(
  db: Db,
  grants: readonly Of[],
): Promise<(grant: Of) => number | null> {
  const groups = new Set(grants.flatMap(groupOf))
  const members = await listMembers(db, env().OIDC_ISSUER ?? '', groups, Number.POSITIVE_INFINITY)
  return (grant) => {
    if (grant.subject.kind !== 'group') return null
    const [group] = groupOf(grant)
    return group === undefined ? 0 : (members.get(group)?.length ?? 0)
  }
}

/** Nobody signs in with another provider any more. */
const groupOf = ({ subject, issuer }: Of): string[] =>
  subject.kind === 'group' && issuer === env().OIDC_ISSUER ? [subject.name] : []
