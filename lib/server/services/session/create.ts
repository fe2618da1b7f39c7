import 'server-only'
import type { CreateSessionInput, Session } from '@/lib/schemas/session'
import { callerNetwork } from '@/lib/server/address'
import type { Principal, RequestContext } from '@/lib/server/context'
import { fingerprint } from '@/lib/server/crypto'
import { getDb } from '@/lib/server/db/client'
import { clearSignInFailures, releaseSignIn } from '@/lib/server/db/sign-in-failures'
import { AppError } from '@/lib/server/errors'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { iamWords } from '@/lib/server/ibm/friendly-words'
import { claims, type TokenSet, tokenByApiKey, tokenByPasscode } from '@/lib/server/ibm/iam'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import { log } from '@/lib/server/log'
import { startSession } from '@/lib/server/session'
import { withinSignInLimit } from './sign-in-limit'

/**
 * Trades an API key or passcode for IBM's tokens and starts a session. The key is used once and not kept.
 * Throws `ibm_credentials_refused` with IAM's reason, `rate_limited` after ten failures in ten minutes.
 */
export async function createSession(
  ctx: RequestContext,
  input: CreateSessionInput,
  request: Request,
  headers: Headers,
): Promise<Session> {
  const secret = 'apiKey' in input ? input.apiKey : input.passcode
  const credential = `credential:${fingerprint(secret)}`
  const buckets = [`address:${callerNetwork(ctx.address)}`, credential]
  const token = await withinSignInLimit(ctx, buckets, () => tokenFor(ctx, input, buckets))
  // The address keeps its count: one good key must not buy another ten guesses at others.
  await clearSignInFailures(await getDb(), [credential])
  const person = personOf(token.accessToken)
  const { expiresAtMs } = await startSession(token, person, request, headers)
  const { id, name, email, account } = person
  return { user: { id, name, email }, account, expiresAt: new Date(expiresAtMs).toISOString() }
}

/** Gives the claimed try back unless IAM refused. */
async function tokenFor(
  ctx: RequestContext,
  input: CreateSessionInput,
  buckets: readonly string[],
): Promise<TokenSet> {
  try {
    const token = await ('apiKey' in input
      ? tokenByApiKey(input.apiKey, ctx)
      : tokenByPasscode(input.passcode, ctx))
    await releaseSignIn(await getDb(), buckets)
    return token
  } catch (error) {
    if (!(error instanceof IamRefusal)) {
      // IAM did not judge the key, so this was no failure of the person's.
      await releaseSignIn(await getDb(), buckets)
      throw toAppError(error, { verb: 'sign-in' })
    }
    const { address, requestId } = ctx
    log.info('sign_in_refused', { reason: error.reason, address, requestId })
    throw refused(error, 'passcode' in input)
  }
}

/** Who the token speaks for. Without an account's name, which no token carries, its id stands in. */
function personOf(accessToken: string): Principal {
  const { iamId, name, email, accountId, accountName } = claims(accessToken)
  // Without an id every such person would share one budget and one audit name; the token tells them apart.
  const id = iamId || `token-${fingerprint(accessToken)}`
  return {
    kind: 'ibm',
    id,
    name: name || id,
    email,
    account: { id: accountId || 'unknown', name: accountName || 'unknown' },
  }
}

function refused(error: IamRefusal, byPasscode: boolean): AppError {
  const reason = byPasscode && error.reason === 'unknown' ? 'passcode_used' : error.reason
  return new AppError('ibm_credentials_refused', iamWords[reason], {
    reason,
    upstream: error.facts,
    errors: [{ path: byPasscode ? 'passcode' : 'apiKey', message: iamWords[reason] }],
  })
}
