import 'server-only'
import type { KeyDetails } from '@/lib/schemas/destination-check'
import type { ServiceContext } from '@/lib/server/context'
import { AppError } from '@/lib/server/errors'
import { iamWords } from '@/lib/server/ibm/friendly-words'
import { keyDetails, serviceTokenByApiKey } from '@/lib/server/ibm/iam'
import { ownerKindOf } from '@/lib/server/ibm/iam-owner'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import { knownTeam } from '@/lib/server/team'
import { hasOwnRight } from '../admission/admit'
import { accountContext } from '../gate'
import { assertFewTests } from './test-limit'

/** What IAM says of a key that was typed: name, owner, account, end. Throws `destination_key_refused` at `apiKey`. */
export async function inspectKey(ctx: ServiceContext, apiKey: string): Promise<KeyDetails> {
  try {
    const details = await keyDetails(apiKey, await askingContext(ctx, apiKey))
    return {
      name: details.name,
      ownerId: details.iamId,
      ownerKind: ownerKind(details.iamId),
      accountId: details.accountId,
      sameAccount: details.accountId === null ? null : await isOwnAccount(ctx, details.accountId),
      disabled: details.disabled,
      locked: details.locked,
      expiresAt: details.expiresAtMs === null ? null : new Date(details.expiresAtMs).toISOString(),
    }
  } catch (error) {
    // Also what IAM says of the session's own token: that is not the key's fault.
    if (!(error instanceof IamRefusal)) throw error
    throw keyRefused(error)
  }
}

/** With whose token IAM is asked: the person's own, else the key's, never a connection's. */
async function askingContext(ctx: ServiceContext, apiKey: string) {
  if (hasOwnRight(ctx)) return accountContext(ctx)
  const { deadlineMs, requestId } = ctx
  await assertFewTests(ctx)
  const { accessToken } = await serviceTokenByApiKey(apiKey, { deadlineMs, requestId })
  return { token: accessToken, deadlineMs, requestId }
}

/** The account that was signed in to; without one, those that are connected. null: there is none to compare with. */
async function isOwnAccount(ctx: ServiceContext, accountId: string): Promise<boolean | null> {
  if (hasOwnRight(ctx)) return accountId === ctx.credential.accountId
  const { connections } = await knownTeam()
  if (connections.length === 0) return null
  return connections.some((connection) => connection.accountId === accountId)
}

export function keyRefused({ reason, facts }: IamRefusal): AppError {
  const message = iamWords[reason]
  return new AppError('destination_key_refused', message, {
    reason,
    upstream: facts,
    errors: [{ path: 'apiKey', message }],
  })
}

/** This list of kinds has no word for trusted profiles. */
function ownerKind(iamId: string | null): KeyDetails['ownerKind'] {
  const kind = ownerKindOf(iamId ?? '')
  return kind === 'profile' ? 'unknown' : kind
}
