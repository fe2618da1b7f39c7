import 'server-only'
import { tidyRails } from '@/lib/grants/fault'
import type { ShownGrant, UpdateGrantInput } from '@/lib/schemas/grant'
import type { ServiceContext } from '@/lib/server/context'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import {
  findGrant,
  type GrantRow,
  raiseTeamVersion,
  updateGrant as write,
} from '@/lib/server/db/grants'
import { findPerson } from '@/lib/server/db/people'
import { NotFoundError } from '@/lib/server/errors'
import { administersAll } from '@/lib/server/rights'
import { countMembers } from './members'
import { namesOf } from './reach'
import { assertAdministered, factsOf, judgeGrant, recordGrant } from './record'
import { toGrant } from './to-grant'

/** Changes a grant; it counts from the next request on. What differs in nothing is not written down. */
export async function updateGrant(
  ctx: ServiceContext,
  id: string,
  input: UpdateGrantInput,
): Promise<ShownGrant> {
  const db = await getDb()
  // Names take a while, and nobody else is to wait for them.
  const known = await findGrant(db, id)
  if (!known || !administersAll(ctx)) throw new NotFoundError('grant')
  const scopes = [known.scope, input.scope ?? known.scope]
  const names = await namesOf(ctx, scopes)
  const grant = await inTransaction(db, async (transaction) => {
    await raiseTeamVersion(transaction)
    const before = await findGrant(transaction, id)
    if (!before) throw new NotFoundError('grant')
    const after = changed(before, input)
    judgeGrant(after, before)
    if (JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(after))) return before
    await assertAdministered(transaction, before, after)
    await write(transaction, id, after)
    await recordGrant(transaction, ctx, 'grant.update', { before, after }, names(after.scope))
    return after
  })
  const person = grant.personId === null ? null : await findPerson(db, grant.personId)
  const membersOf = await countMembers(db, [grant])
  return toGrant(grant, person, names(grant.scope), membersOf(grant))
}

function changed(
  grant: GrantRow,
  { role, scope, rails, expiresAt, release }: UpdateGrantInput,
): GrantRow {
  return {
    ...grant,
    ...(role && { role }),
    ...(scope && { scope }),
    ...(rails !== undefined && { rails: tidyRails(rails) }),
    ...(expiresAt !== undefined && {
      expiresAtMs: expiresAt === null ? null : Date.parse(expiresAt),
    }),
    ...(release && { personId: null }),
  }
}
