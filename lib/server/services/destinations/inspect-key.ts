import 'server-only'
import type { KeyDetails } from '@/lib/schemas/destination-check'
import type { ServiceContext } from '@/lib/server/context'
import { AppError } from '@/lib/server/errors'
import { iamWords } from '@/lib/server/ibm/friendly-words'
import { keyDetails } from '@/lib/server/ibm/iam'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import { accountContext } from '../gate'

/** What IAM says of a key that was typed: name, owner, account, end. Throws `destination_key_refused` at `apiKey`. */
export async function inspectKey(ctx: ServiceContext, apiKey: string): Promise<KeyDetails> {
  try {
    const details = await keyDetails(apiKey, accountContext(ctx))
    return {
      name: details.name,
      ownerId: details.iamId,
      ownerKind: ownerKind(details.iamId),
      accountId: details.accountId,
      sameAccount:
        details.accountId === null ? null : details.accountId === ctx.credential.accountId,
      disabled: details.disabled,
      locked: details.locked,
      expiresAt: details.expiresAtMs === null ? null : new Date(details.expiresAtMs).toISOString(),
    }
  } catch (error) {
    // Also what IAM says of the session's own token: that is not the key's fault.
    if (!(error instanceof IamRefusal)) throw error
    const message = iamWords[error.reason]
    throw new AppError('destination_key_refused', message, {
      reason: error.reason,
      upstream: error.facts,
      errors: [{ path: 'apiKey', message }],
    })
  }
}

/** Ids of service IDs begin with `iam-ServiceId-`, those of people with `IBMid-`; other prefixes are not told apart. */
function ownerKind(iamId: string | null): KeyDetails['ownerKind'] {
  if (iamId?.startsWith('iam-ServiceId-')) return 'serviceId'
  return iamId?.startsWith('IBMid-') ? 'user' : 'unknown'
}
