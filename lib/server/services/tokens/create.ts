import 'server-only'
import { type CreatedToken, type CreateTokenInput, longestTokenDays } from '@/lib/schemas/token'
import type { ServiceContext } from '@/lib/server/context'
import { hashId } from '@/lib/server/crypto'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import { countTokens, insertToken, type TokenRow } from '@/lib/server/db/tokens'
import { AppError, ValidationError } from '@/lib/server/errors'
import { newSecret } from '@/lib/server/token-caller'
import { authorOf } from '../audited'
import { assertShare } from './share'
import { recordOf, shownNames, toToken } from './to-token'

const dayMs = 24 * 60 * 60 * 1000
/** Of one person; a program needs one, and nobody keeps track of more. */
const mostTokens = 100

/**
 * Creates a token with a part of the person's own rights, and gives its secret, this once. Throws ValidationError for more
 * than the person may, `not_allowed` for somebody whose rights are IBM's: a token could not carry those.
 */
export async function createToken(
  ctx: ServiceContext,
  { name, role, scope, expiresAt }: CreateTokenInput,
): Promise<CreatedToken> {
  const { principal, rights } = ctx
  if (principal.kind !== 'oidc' || rights?.by !== 'grants') throw noTokens()
  const now = Date.now()
  await assertShare(ctx, rights.grants, { role, scope })
  const token: TokenRow = {
    id: createId(now),
    name,
    personId: principal.id,
    role,
    scope,
    expiresAt: endOf(expiresAt, now),
    createdAt: now,
    lastUsedAt: null,
  }
  const secret = newSecret()
  await inTransaction(await getDb(), async (transaction) => {
    // Takes the head of the chain first, so that several at once are counted one after the other.
    await appendEvent(transaction, {
      ...authorOf(ctx),
      accountId: '',
      instanceId: '',
      action: 'token.create',
      subject: name,
      after: { ...recordOf(token), id: token.id },
    })
    if ((await countTokens(transaction, principal.id)) >= mostTokens) throw tooMany()
    await insertToken(transaction, token, hashId(secret))
  })
  const names = await shownNames(ctx, [scope])
  return { ...toToken(token, principal, names(scope)), secret }
}

function endOf(expiresAt: string, now: number): number {
  const end = Date.parse(expiresAt)
  if (end <= now) throw new ValidationError([{ path: 'expiresAt', message: 'In the past' }])
  if (end > now + longestTokenDays * dayMs) {
    const message = `At most ${longestTokenDays} days from now`
    throw new ValidationError([{ path: 'expiresAt', message }])
  }
  return end
}

function noTokens(): AppError {
  return new AppError(
    'not_allowed',
    'You signed in with an IBM Cloud API key or passcode, so your access comes from IBM and a token can’t carry it. Sign in with your company account to create tokens, or call IBM’s API with an API key of your own.',
    { reason: 'ibm' },
  )
}

function tooMany(): AppError {
  return new AppError(
    'conflict',
    `You have ${mostTokens} tokens, which is the most. Revoke one that is no longer used. Nothing was created.`,
  )
}
