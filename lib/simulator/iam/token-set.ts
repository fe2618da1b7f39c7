import { randomUUID } from 'node:crypto'
import type { SimIdentity } from '../state.ts'
import type { Signer } from '../tokens.ts'

export type TokenRequest = {
  identity: SimIdentity
  /** null: none was chosen yet. */
  accountId: string | null
  /** IAM's own session; every refresh goes on with it. */
  sessionId: string
  grant: string
  /** Whether the request came from the client `bx`, which alone is given refresh tokens. */
  byCliClient: boolean
  nowMs: number
  lifetimeSeconds: number
  /** How long the refresh token is good. */
  sessionSeconds: number
}

/** IAM's answer to a granted request. Form: IBM-Cloud/ibm-cloud-cli-sdk, type Token. */
export function toTokenSet(request: TokenRequest, access: Signer, refresh: Signer) {
  const iat = Math.floor(request.nowMs / 1000)
  const exp = iat + request.lifetimeSeconds
  return {
    access_token: access.sign(toClaims(request, iat, exp)),
    refresh_token: request.byCliClient ? sealRefreshToken(refresh, request, iat) : 'not_supported',
    token_type: 'Bearer',
    expires_in: request.lifetimeSeconds,
    expiration: exp,
    scope: 'ibm openid',
    ...(request.byCliClient ? { session_id: request.sessionId, ims_user_id: 9_120_042 } : {}),
  }
}

/** Claims of an access token; well known, but in no document (unproven, what a token without an account lacks included). */
function toClaims(
  { identity, accountId, grant, byCliClient }: TokenRequest,
  iat: number,
  exp: number,
) {
  return {
    iam_id: identity.iamId,
    id: identity.iamId,
    realmid: identity.kind === 'user' ? 'IBMid' : 'iam',
    jti: randomUUID(),
    identifier: identity.iamId.replace(/^(IBMid-|iam-)/, ''),
    ...subjectOf(identity),
    account: accountId === null ? { valid: true } : { valid: true, bss: accountId, frozen: false },
    iat,
    exp,
    iss: 'https://iam.cloud.ibm.com/identity',
    grant_type: grant,
    scope: 'ibm openid',
    client_id: byCliClient ? 'bx' : 'default',
    acr: 1,
    amr: ['pwd'],
  }
}

function subjectOf({ kind, iamId, name, email }: SimIdentity) {
  const [given_name = name, ...rest] = name.split(' ')
  const sub = iamId.replace(/^iam-/, '')
  switch (kind) {
    case 'serviceId':
      return { sub, sub_type: 'ServiceId', name }
    case 'profile':
      return { sub, sub_type: 'Profile', name, profile: { id: sub, name } }
    case 'user':
      return { given_name, family_name: rest.join(' '), name, email, sub: email }
  }
}

/** Opaque to everyone else: no dots to take apart, so that nobody starts to read it. */
function sealRefreshToken(signer: Signer, request: TokenRequest, iat: number): string {
  const { identity, accountId, sessionId, sessionSeconds } = request
  const token = signer.sign({
    iam_id: identity.iamId,
    account: accountId,
    sid: sessionId,
    iat,
    exp: iat + sessionSeconds,
    jti: randomUUID(),
  })
  return Buffer.from(token).toString('base64url')
}

export type OpenedRefreshToken = {
  iamId: string
  accountId: string | null
  sessionId: string
  issuedAtMs: number
  expiresAtMs: number
}

export function openRefreshToken(signer: Signer, token: string): OpenedRefreshToken | null {
  const payload = signer.verify(Buffer.from(token, 'base64url').toString('utf8'))
  if (!payload) return null
  const { iam_id: iamId, account, sid: sessionId, iat, exp } = payload
  if (
    typeof iamId !== 'string' ||
    typeof sessionId !== 'string' ||
    typeof iat !== 'number' ||
    typeof exp !== 'number'
  ) {
    return null
  }
  const accountId = typeof account === 'string' ? account : null
  return { iamId, accountId, sessionId, issuedAtMs: iat * 1000, expiresAtMs: exp * 1000 }
}
