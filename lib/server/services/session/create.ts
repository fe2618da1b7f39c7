import 'server-only'
import type { CreateSessionInput, Session } from '@/lib/schemas/session'
import { callerNetwork } from '@/lib/server/address'
import type { Principal, RequestContext } from '@/lib/server/context'
import { fingerprint } from '@/lib/server/crypto'
import { getDb } from '@/lib/server/db/client'
import { clearSignInFailures, releaseSignIn } from '@/lib/server/db/sign-in-failures'
import { AppError } from '@/lib/server/errors'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { iamWords, passcodeSentence } from '@/lib/server/ibm/friendly-words'
import { claims, type TokenSet, tokenByApiKey, tokenByPasscode } from '@/lib/server/ibm/iam'
import { IamRefusal, type IamRefusalReason } from '@/lib/server/ibm/iam-refusal'
import { log } from '@/lib/server/log'
import { signInOptions } from '@/lib/server/oidc/ways'
import { administersByIbm } from '@/lib/server/rights'
import { startSession } from '@/lib/server/session'
import { type AccountToken, chosenAccount, secretIn, withAccount } from './account-choice'
import { recordRefusal, recordSignIn, type Way, withRecord } from './record'
import { withinSignInLimit } from './sign-in-limit'

/**
 * Trades an API key or passcode for IBM's tokens and starts a session. The key is used once and not kept.
 * Throws `ibm_credentials_refused` with IAM's reason, `account_needed` when an account has to be chosen first,
 * `rate_limited` after ten failures in ten minutes, `sign_in_disabled` where IBM's keys open nothing.
 */
export async function createSession(
  ctx: RequestContext,
  input: CreateSessionInput,
  request: Request,
  headers: Headers,
): Promise<Session> {
  if (!signInOptions().ibm) throw disabled()
  const credential = `credential:${fingerprint(secretOf(input))}`
  const buckets = [`address:${callerNetwork(ctx.address)}`, credential]
  const given = await withinSignInLimit(ctx, buckets, () => tokenFor(ctx, input, buckets))
  // The address keeps its count: one good key must not buy another ten guesses at others.
  await clearSignInFailures(await getDb(), [credential])
  const { token, accountName } = given
  const person = personOf(token.accessToken, accountName)
  const { expiresAtMs } = await withRecord(headers, async (db, cookies) => {
    await recordSignIn(db, ctx, person, wayOf(input))
    return startSession(token, person, request, cookies, db)
  })
  const { id, name, email, account } = person
  return {
    user: { id, name, email },
    kind: 'ibm',
    admin: administersByIbm(person) !== null,
    account,
    expiresAt: new Date(expiresAtMs).toISOString(),
  }
}

/** Throws for a continuation of nobody's before a try is written down: there is no end of those. */
function secretOf(input: CreateSessionInput): string {
  if ('apiKey' in input) return input.apiKey
  return 'passcode' in input ? input.passcode : secretIn(input.continuation)
}

async function signIn(
  ctx: RequestContext,
  input: CreateSessionInput,
  onToken: (token: TokenSet) => void,
): Promise<AccountToken> {
  if ('continuation' in input) return chosenAccount(ctx, input)
  const token = await ('apiKey' in input
    ? tokenByApiKey(input.apiKey, ctx)
    : tokenByPasscode(input.passcode, ctx))
  onToken(token)
  return withAccount(ctx, token)
}

/** Gives the claimed try back unless IAM refused, or the dashboard is closed to the account. */
async function tokenFor(
  ctx: RequestContext,
  input: CreateSessionInput,
  buckets: readonly string[],
): Promise<AccountToken> {
  let known: Principal | null = null
  try {
    const given = await signIn(ctx, input, ({ accessToken }) => {
      known = personOf(accessToken)
    })
    await releaseSignIn(await getDb(), buckets)
    return given
  } catch (error) {
    if (error instanceof AppError && error.options.reason === 'account_not_allowed') {
      await recordRefusal(await getDb(), ctx, known, wayOf(input), error)
      throw error
    }
    if (!(error instanceof IamRefusal)) {
      // IAM did not judge the key, so this was no failure of the person's.
      await releaseSignIn(await getDb(), buckets)
      throw toAppError(error, { verb: 'sign-in' })
    }
    const { address, requestId } = ctx
    log.info('sign_in_refused', { reason: error.reason, address, requestId })
    const refusal = refused(error, input)
    await recordRefusal(await getDb(), ctx, null, wayOf(input), refusal)
    throw refusal
  }
}

const wayOf = (input: CreateSessionInput): Way => ('apiKey' in input ? 'key' : 'passcode')

function disabled(): AppError {
  const text =
    'Sign-in with IBM Cloud API keys and passcodes is turned off; use the company account.'
  return new AppError('sign_in_disabled', text)
}

/** Who the token speaks for. Where nobody told the account's name, its id stands in. */
function personOf(
  accessToken: string,
  name?: string,
): Principal & { account: NonNullable<Principal['account']> } {
  const person = claims(accessToken)
  const { iamId, email, accountId, accountName } = person
  // Without an id every such person would share one budget and one audit name; the token tells them apart.
  const id = iamId || `token-${fingerprint(accessToken)}`
  return {
    kind: 'ibm',
    id,
    name: person.name || id,
    email,
    account: { id: accountId, name: name ?? accountName },
  }
}

function refused(error: IamRefusal, input: CreateSessionInput): AppError {
  const isPasscode = 'passcode' in input
  const reason = isPasscode && error.reason === 'unknown' ? 'passcode_used' : error.reason
  const message = 'apiKey' in input ? iamWords[reason] : passcodeSentence(reason)
  return new AppError('ibm_credentials_refused', message, {
    reason,
    upstream: error.facts,
    errors: [{ path: pathOf(input, reason), message }],
  })
}

/** A sign-in that is over needs another passcode; another account would not do. */
function pathOf(input: CreateSessionInput, reason: IamRefusalReason): string {
  if ('apiKey' in input) return 'apiKey'
  if ('passcode' in input) return 'passcode'
  return reason === 'session_over' || reason === 'session_idle' ? 'continuation' : 'accountId'
}
