import 'server-only'
import { env } from '@/lib/server/env'
import { UpstreamError } from '@/lib/server/errors'
import { readJson, unusable } from './envelope'
import { type Answer, type Call, call } from './http'
import { claims } from './iam-claims'
import { type Grant, IamRefusal, isIamRefusal, refusalReason, unknownKey } from './iam-refusal'
import { endpointUrl } from './path'
import { callWithToken, isTokenRefused, type TokenSource } from './token'
import { isObject, parseJson, readErrorText } from './upstream-message'

export { claims, IamRefusal }

/** Unix ms to be done by, and the id that goes along. */
export type IamContext = { deadlineMs: number; requestId: string }

export type TokenSet = {
  accessToken: string
  /** null: IAM gave none (a key's grant without a client says "not_supported"). */
  refreshToken: string | null
  expiresAtMs: number
}

/** The client of IBM's own CLI (ibm-cloud-cli-sdk, iam.go); that no refresh token comes without a client is unproven. */
const cliClient = `Basic ${Buffer.from('bx:bx').toString('base64')}`

async function iamCall(
  grant: Grant,
  request: Call,
  send: (request: Call) => Promise<Answer> = call,
): Promise<Answer> {
  let requirement: string | undefined
  const readError: Call['readError'] = (text, secrets) => {
    requirement = requirementIn(parseJson(text)?.value)
    return readErrorText(text, secrets)
  }
  try {
    return await send({ ...request, readError })
  } catch (error) {
    // It is about whoever asks, not about the key that is asked for.
    if (grant === 'keyDetails' && isBearerRefused(error)) throw error
    if (error instanceof UpstreamError && isIamRefusal(error)) {
      throw new IamRefusal(refusalReason(grant, error.facts, requirement), error.facts)
    }
    throw error instanceof UpstreamError && error.failure === 'refused' ? notIam(error) : error
  }
}

/** Which status and code an unknown key has is unproven: a refusal that has the key's own code is the key's. */
function isBearerRefused(error: unknown): boolean {
  return error instanceof UpstreamError && isTokenRefused(error) && error.facts.code !== unknownKey
}

/** The texts of `requirements: {code, error}`, one or several; undefined where IAM asks for nothing. */
function requirementIn(body: unknown): string | undefined {
  const wanted = isObject(body) ? body.requirements : undefined
  const one = Array.isArray(wanted) ? wanted.find(isObject) : wanted
  if (!isObject(one) || Object.keys(one).length === 0) return undefined
  return Object.values(one)
    .filter((value) => typeof value === 'string')
    .join(' ')
}

/** A 4xx that is not in IAM's words comes from something else at its address: no verdict on anybody. */
function notIam(error: UpstreamError): UpstreamError {
  return new UpstreamError('unusable', error.facts, { maybeCarriedOut: false, cause: error })
}

function readTokens(answer: Answer): TokenSet {
  const body = readJson(answer)
  if (!isObject(body)) throw unusable(answer)
  const { access_token: accessToken, refresh_token: refreshToken } = body
  // It becomes part of a header: nothing but visible ASCII may pass.
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) throw unusable(answer)
  const hasRefresh =
    typeof refreshToken === 'string' && refreshToken !== '' && refreshToken !== 'not_supported'
  return {
    accessToken,
    refreshToken: hasRefresh ? refreshToken : null,
    expiresAtMs: expiryOf(body.expires_in, body.expiration, accessToken),
  }
}

/** `expires_in` first: it does not depend on the two clocks agreeing. An hour when nothing says. */
function expiryOf(expiresIn: unknown, expiration: unknown, accessToken: string): number {
  if (typeof expiresIn === 'number' && expiresIn > 0) return Date.now() + expiresIn * 1000
  if (typeof expiration === 'number' && expiration > 0) return expiration * 1000
  return claims(accessToken).expiresAtMs ?? Date.now() + 3_600_000
}

async function grantTokens(
  grant: Grant,
  context: IamContext,
  form: Record<string, string>,
  secret: string,
  client: string | undefined,
): Promise<TokenSet> {
  const answer = await iamCall(grant, {
    url: endpointUrl(env().IBMCLOUD_IAM_API_ENDPOINT, '/identity/token'),
    route: 'iam /identity/token',
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(client === undefined ? {} : { authorization: client }),
    },
    body: new URLSearchParams(form).toString(),
    timeoutMs: 20_000,
    secrets: [secret],
    deadlineMs: context.deadlineMs,
    requestId: context.requestId,
  })
  return readTokens(answer)
}

const apiKeyForm = (apiKey: string) => ({
  grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
  apikey: apiKey,
  response_type: 'cloud_iam',
})

/** Signs a person in. Throws IamRefusal, or UpstreamError when IAM does not answer properly. */
export function tokenByApiKey(apiKey: string, context: IamContext): Promise<TokenSet> {
  return grantTokens('apiKey', context, apiKeyForm(apiKey), apiKey, cliClient)
}

/** A token for one act on behalf of a key (a test write); without the CLI's client, so no session is opened. */
export function serviceTokenByApiKey(apiKey: string, context: IamContext): Promise<TokenSet> {
  return grantTokens('apiKey', context, apiKeyForm(apiKey), apiKey, undefined)
}

/** Signs a person in with a one-time passcode, for federated users without a key (ibm-cloud-cli-sdk, iam.go). */
export function tokenByPasscode(passcode: string, context: IamContext): Promise<TokenSet> {
  const form = {
    grant_type: 'urn:ibm:params:oauth:grant-type:passcode',
    passcode,
    response_type: 'cloud_iam',
  }
  return grantTokens('passcode', context, form, passcode, cliClient)
}

const refreshForm = (refreshToken: string) => ({
  grant_type: 'refresh_token',
  refresh_token: refreshToken,
  response_type: 'cloud_iam',
})

/**
 * Renews a session that belongs to an account. Whether a refresh keeps the account that was chosen is unproven, so it is
 * chosen once more where the new token has none. A refusal says why the session is over.
 */
export async function refresh(
  refreshToken: string,
  accountId: string,
  context: IamContext,
): Promise<TokenSet> {
  const form = refreshForm(refreshToken)
  const fresh = await grantTokens('refresh', context, form, refreshToken, cliClient)
  const held = claims(fresh.accessToken)
  if (accountId === '' || held.iamId === '' || held.accountId !== '') return fresh
  return tokenForAccount(fresh.refreshToken ?? refreshToken, accountId, context)
}

/**
 * Binds a session to one of its bearer's accounts, as IBM's CLI does (ibm-cloud-cli-sdk, iam.go: the form field `account`).
 * A refusal may be about the account: not a member, or a second factor that it asks for.
 */
export function tokenForAccount(
  refreshToken: string,
  accountId: string,
  context: IamContext,
): Promise<TokenSet> {
  const form = { ...refreshForm(refreshToken), account: accountId }
  return grantTokens('account', context, form, refreshToken, cliClient)
}

export type KeyDetails = {
  id: string | null
  name: string | null
  iamId: string | null
  accountId: string | null
  locked: boolean
  disabled: boolean
  /** null: no end, or none that can be read. */
  expiresAtMs: number | null
  createdAtMs: number | null
}

/** IAM writes times such as `2026-10-14T09:31+0000`, which Date.parse does not take without the colon. */
function timeOf(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const at = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isNaN(at) ? null : at
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/**
 * What IAM knows about a key (platform-services SDK, iam-identity). Whether the call needs a bearer besides the key is
 * unproven: give `token` (the key's own or the user's) and it is sent along. Throws IamRefusal for a key that IAM does
 * not know, UpstreamError `refused` for a token that it does not take.
 */
export async function keyDetails(
  apiKey: string,
  { token, deadlineMs, requestId }: IamContext & { token?: TokenSource },
): Promise<KeyDetails> {
  const request = {
    url: endpointUrl(env().IBMCLOUD_IAM_API_ENDPOINT, '/v1/apikeys/details'),
    route: 'iam /v1/apikeys/details',
    headers: { 'iam-apikey': apiKey },
    secrets: [apiKey],
    deadlineMs,
    requestId,
  }
  const answer = await iamCall('keyDetails', request, (filled) =>
    token === undefined ? call(filled) : callWithToken(token, filled),
  )
  const body = readJson(answer)
  if (!isObject(body) || (textOf(body.id) ?? textOf(body.iam_id)) === null) throw unusable(answer)
  return {
    id: textOf(body.id),
    name: textOf(body.name),
    iamId: textOf(body.iam_id),
    accountId: textOf(body.account_id),
    locked: body.locked === true,
    disabled: body.disabled === true,
    expiresAtMs: timeOf(body.expires_at),
    createdAtMs: timeOf(body.created_at),
  }
}
