import 'server-only'
import { isAllowedAccount } from '@/lib/server/allowed-accounts'
import type { RequestContext } from '@/lib/server/context'
import { fingerprint, open as openSeal, seal } from '@/lib/server/crypto'
import { env } from '@/lib/server/env'
import { AppError } from '@/lib/server/errors'
import { listAccounts, type WireAccount } from '@/lib/server/ibm/accounts'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { sentences } from '@/lib/server/ibm/friendly-words'
import { claims, type TokenSet, tokenForAccount } from '@/lib/server/ibm/iam'
import { log } from '@/lib/server/log'
import { store } from '@/lib/server/store'

/** How long a person may take to choose. */
const choiceMs = 10 * 60 * 1000
const purpose = 'account-choice'
/** Names that go along, so that the chosen account has its name without another call. */
const mostNames = 200

type Sealed = { refreshToken: string; untilMs: number; names: Record<string, string> }

/** A token of an account, with the account's name where IBM has told it. */
export type AccountToken = { token: TokenSet; accountName?: string | undefined }

/**
 * What to do with a token that IAM has just given. One that belongs to an account is kept. A passcode may bring one that
 * belongs to none (IBM's CLI then asks which): the only account is taken by itself, of several one has to be chosen.
 * Throws `account_needed` with the choice.
 */
export async function withAccount(ctx: RequestContext, token: TokenSet): Promise<AccountToken> {
  const { iamId, accountId } = claims(token.accessToken)
  if (accountId !== '') return allowed({ token })
  if (iamId === '' || token.refreshToken === null) throw noAccount()
  const { refreshToken } = token
  let accounts: WireAccount[]
  try {
    accounts = await listAccounts({ ...ctx, token: token.accessToken })
  } catch (error) {
    throw unlisted(ctx, error, refreshToken)
  }
  if (accounts.length === 0) throw memberOfNone()
  const open = accounts.filter(({ id }) => isAllowedAccount(id))
  const [only, ...others] = open
  if (only === undefined) throw notAllowed()
  if (others.length === 0) return bind(ctx, refreshToken, only)
  throw new AppError('account_needed', 'Choose the IBM Cloud account to work in.', {
    choice: { accounts: open, continuation: sealed(refreshToken, open) },
  })
}

/** The operator may have closed the dashboard to all accounts but some. */
function allowed(given: AccountToken): AccountToken {
  if (!isAllowedAccount(claims(given.token.accessToken).accountId)) throw notAllowed()
  return given
}

/**
 * What of a continuation is the same however it is spelled: whoever tries one is counted by it. Throws
 * `ibm_credentials_refused` for one that is none of ours or too late.
 */
export function secretIn(continuation: string): string {
  const found = unsealed(continuation)
  if (found === null) throw tooLate()
  return found.refreshToken
}

/** The longest that one request holds on to a continuation, should its process end meanwhile. */
const usingMs = 30_000

/**
 * The token for the account that was chosen; with it the continuation is used up. One that IAM refuses may be chosen
 * anew. Throws IamRefusal, and `ibm_credentials_refused` for a choice that is too late or was made already.
 */
export async function chosenAccount(
  ctx: RequestContext,
  { continuation, accountId }: { continuation: string; accountId: string },
): Promise<AccountToken> {
  const found = unsealed(continuation)
  if (found === null) throw tooLate()
  const { refreshToken, names, untilMs } = found
  const use = `account-choice:${fingerprint(refreshToken)}`
  const lease = await store().take(use, usingMs, ctx.deadlineMs)
  try {
    if (lease === null || (await store().read(use)) !== null) throw usedUp()
    const given = await bind(ctx, refreshToken, { id: accountId, name: names[accountId] ?? '' })
    await store().note(use, 'used', untilMs - Date.now())
    return given
  } finally {
    await lease?.release()
  }
}

async function bind(
  ctx: RequestContext,
  refreshToken: string,
  account: WireAccount,
): Promise<AccountToken> {
  const token = await tokenForAccount(refreshToken, account.id, ctx)
  if (claims(token.accessToken).accountId !== account.id) {
    const text = 'Unexpected response from IBM: the token is not for the account that was chosen.'
    throw new AppError('ibm_unusable', text)
  }
  const name = account.name === account.id ? '' : account.name
  return allowed({ token, ...(name && { accountName: name }) })
}

function sealed(refreshToken: string, accounts: readonly WireAccount[]): string {
  const names = Object.fromEntries(accounts.slice(0, mostNames).map(({ id, name }) => [id, name]))
  const content: Sealed = { refreshToken, untilMs: Date.now() + choiceMs, names }
  return seal(JSON.stringify(content), purpose)
}

function unsealed(continuation: string): Sealed | null {
  const text = openSeal(continuation, purpose)
  if (text === null) return null
  const content = JSON.parse(text) as Sealed // Written by sealed() alone, and authenticated by the seal.
  return content.untilMs > Date.now() ? content : null
}

/** The passcode is used up, so the choice goes on: whoever knows the account's id can give it. */
function unlisted(ctx: RequestContext, error: unknown, refreshToken: string): AppError {
  const { code, detail, options } = toAppError(error, { verb: 'sign-in', what: 'list of accounts' })
  log.error('accounts_unlisted', { requestId: ctx.requestId, code, error })
  const { host } = new URL(env().IBMCLOUD_ACCOUNT_MANAGEMENT_API_ENDPOINT)
  return new AppError(
    'account_needed',
    sentences(
      `Your passcode was accepted, but your accounts could not be read from ${host}.`,
      detail,
      'Enter the ID of the account to work in.',
    ),
    {
      reason: 'accounts_unlisted',
      upstream: options.upstream,
      choice: { accounts: [], continuation: sealed(refreshToken, []) },
      cause: error,
    },
  )
}

function noAccount(): AppError {
  const message =
    'IBM issued a token that belongs to no account, so nothing can be read with it. Sign in with an API key of the account to work in.'
  return new AppError('ibm_credentials_refused', message, { reason: 'no_account' })
}

function notAllowed(): AppError {
  const message = 'This dashboard is not open to your IBM Cloud account.'
  return new AppError('ibm_credentials_refused', message, { reason: 'account_not_allowed' })
}

function memberOfNone(): AppError {
  const message = 'You are not a member of any IBM Cloud account.'
  return new AppError('ibm_credentials_refused', message, { reason: 'no_account' })
}

function noLonger(reason: string, message: string): AppError {
  return new AppError('ibm_credentials_refused', message, {
    reason,
    errors: [{ path: 'continuation', message }],
  })
}

const tooLate = () => noLonger('choice_expired', 'This sign-in has expired; get a new passcode.')

const usedUp = () =>
  noLonger(
    'choice_used',
    'This sign-in was already completed; get a new passcode to sign in again.',
  )
