import 'server-only'
import { tidyRails } from '@/lib/grants/fault'
import type { AccessRequest, DecideAccessRequestInput } from '@/lib/schemas/access-request'
import type { ServiceContext } from '@/lib/server/context'
import {
  type AccessDecision,
  type AccessRequestRow,
  decideAccessRequest as decide,
  findAccessRequest,
} from '@/lib/server/db/access-requests'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import { type GrantRow, insertGrant, raiseTeamVersion } from '@/lib/server/db/grants'
import { createId } from '@/lib/server/db/id'
import { findPerson } from '@/lib/server/db/people'
import { AppError, NotFoundError } from '@/lib/server/errors'
import { administersAll } from '@/lib/server/rights'
import { judgeGrant } from '../grants/record'
import { recordRequest, toRequest } from './to-request'
import { zonesCalled } from './zones-called'

/**
 * Answers a request: with a grant on the zones of that name, or by declining it. Throws `already_decided` for whoever comes
 * second, `not_allowed` for one's own, `validation_failed` where no zone, or zones of several instances, have the name.
 */
export async function decideAccessRequest(
  ctx: ServiceContext,
  id: string,
  input: DecideAccessRequestInput,
): Promise<AccessRequest> {
  const db = await getDb()
  const asked = await findAccessRequest(db, id)
  if (!asked || !administersAll(ctx)) throw new NotFoundError('request')
  if (asked.asker.id === ctx.principal.id) throw ownRequest()
  if (asked.status !== 'waiting') throw alreadyDecided()
  const grant = input.grant ? await grantFor(ctx, asked, input) : null
  const { id: deciderId, name, email } = ctx.principal
  const decision: AccessDecision = {
    status: grant ? 'granted' : 'declined',
    decidedAt: Date.now(),
    decider: { id: deciderId, name, email },
    note: input.note || null,
    grantId: grant?.id ?? null,
  }
  const decided = { ...asked, ...decision }
  await inTransaction(db, async (transaction) => {
    if (grant) await raiseTeamVersion(transaction)
    if (!(await decide(transaction, id, decision))) throw alreadyDecided()
    if (grant) await insertGrant(transaction, grant)
    await recordRequest(transaction, ctx, grant ? 'access.grant' : 'access.decline', decided)
  })
  return toRequest(decided)
}

async function grantFor(
  ctx: ServiceContext,
  asked: AccessRequestRow,
  { expiresAt, rails, instanceId }: DecideAccessRequestInput,
): Promise<GrantRow> {
  const person = await findPerson(await getDb(), asked.asker.id)
  if (!person) throw new NotFoundError('person')
  const now = Date.now()
  const grant: GrantRow = {
    id: createId(now),
    subject: { kind: 'person', email: person.email },
    role: asked.role,
    scope: { kind: 'zones', ...(await zonesCalled(ctx, asked, instanceId)) },
    rails: tidyRails(rails),
    expiresAtMs: expiresAt ? Date.parse(expiresAt) : null,
    issuer: person.issuer,
    personId: person.id,
    createdAt: now,
    createdBy: ctx.principal.id,
  }
  judgeGrant(grant)
  return grant
}

function alreadyDecided(): AppError {
  return new AppError(
    'already_decided',
    'Somebody else has answered this request already. Nothing was changed.',
  )
}

function ownRequest(): AppError {
  return new AppError(
    'not_allowed',
    'You can’t answer your own request; another administrator has to. Nothing was changed.',
  )
}
