import 'server-only'
import { comparedEmail } from '@/lib/grants/email'
import { tidyRails } from '@/lib/grants/fault'
import type { CreateGrantInput, ShownGrant } from '@/lib/schemas/grant'
import type { ServiceContext } from '@/lib/server/context'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { type Db, getDb } from '@/lib/server/db/client'
import { type GrantRow, insertGrant, raiseTeamVersion } from '@/lib/server/db/grants'
import { createId } from '@/lib/server/db/id'
import { findPersonByEmail, type PersonRow } from '@/lib/server/db/people'
import { env } from '@/lib/server/env'
import { AppError } from '@/lib/server/errors'
import { countMembers } from './members'
import { namesOf } from './reach'
import { judgeGrant, recordGrant } from './record'
import { toGrant } from './to-grant'

/**
 * Gives a role to a person or a group of the identity provider; it counts from the next request on. A person's is bound to
 * whoever has signed in with that verified address, else to the first who does.
 */
export async function createGrant(
  ctx: ServiceContext,
  input: CreateGrantInput,
): Promise<ShownGrant> {
  const { subject, role, scope, expiresAt } = input
  const now = Date.now()
  const grant: GrantRow = {
    id: createId(now),
    subject:
      subject.kind === 'person' ? { ...subject, email: comparedEmail(subject.email) } : subject,
    role,
    scope,
    rails: tidyRails(input.rails),
    expiresAtMs: expiresAt ? Date.parse(expiresAt) : null,
    issuer: issuer(),
    personId: null,
    createdAt: now,
    createdBy: ctx.principal.id,
  }
  judgeGrant(grant)
  const names = (await namesOf(ctx, [scope]))(scope)
  const person = await inTransaction(await getDb(), async (transaction) => {
    await raiseTeamVersion(transaction)
    const found = await personMeant(transaction, grant)
    const bound = { ...grant, personId: found?.id ?? null }
    await insertGrant(transaction, bound)
    await recordGrant(transaction, ctx, 'grant.create', { after: bound }, names)
    return found
  })
  const membersOf = await countMembers(await getDb(), [grant])
  return toGrant(grant, person, names, membersOf(grant))
}

async function personMeant(db: Db, { subject, issuer }: GrantRow): Promise<PersonRow | null> {
  return subject.kind === 'person' ? findPersonByEmail(db, { issuer, email: subject.email }) : null
}

function issuer(): string {
  const { OIDC_ISSUER } = env()
  if (OIDC_ISSUER !== undefined) return OIDC_ISSUER
  throw new AppError(
    'conflict',
    'Grants are for people of an identity provider, and this dashboard has none. Set OIDC_ISSUER and restart it. Nothing was changed.',
    { reason: 'no_identity_provider' },
  )
}
