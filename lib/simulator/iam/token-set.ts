import { randomUUID } from 'node:crypto'
import type { SimIdentity } from '../state.ts'
import type { Signer } from '../tokens.ts'

export type TokenRequest = {
  identity: SimIdentity
  grant: string
  /** Whether the request came from the client `bx`, which alone is given refresh tokens. */
  byCliClient: boolean
  nowMs: number
  lifetimeSeconds: number
}

/** How long a refresh token is good; IBM's own figure is 30 days for the CLI's client (unproven). */
const REFRESH_LIFETIME_SECONDS = 30 * 24 * 3600

/** IAM's answer to a granted request. Form: IBM-Cloud/ibm-cloud-cli-sdk, type Token. */
export function toTokenSet(request: TokenRequest, access: Signer, refresh: Signer) {
  const iat = Math.floor(request.nowMs / 1000)
  const exp = iat + request.lifetimeSeconds
  return {
    access_token: access.sign(toClaims(request, iat, exp)),
    refresh_token: request.byCliClient
      ? sealRefreshToken(refresh, request.identity.iamId, iat + REFRESH_LIFETIME_SECONDS)
      : 'not_supported',
    token_type: 'Bearer',
    expires_in: request.lifetimeSeconds,
    expiration: exp,
    scope: 'ibm openid',
    ...(request.byCliClient ? { session_id: `C-${randomUUID()}`, ims_user_id: 9_120_042 } : {}),
  }
}

/** Claims of an access token; well known, but in no document (unproven). */
function toClaims({ identity, grant, byCliClient }: TokenRequest, iat: number, exp: number) {
  const isService = identity.kind === 'serviceId'
  const [given_name = identity.name, ...rest] = identity.name.split(' ')
  return {
    iam_id: identity.iamId,
    id: identity.iamId,
    realmid: isService ? 'iam' : 'IBMid',
    jti: randomUUID(),
    identifier: identity.iamId.replace(/^(IBMid-|iam-)/, ''),
    ...(isService
      ? { sub: identity.iamId.replace(/^iam-/, ''), sub_type: 'ServiceId', name: identity.name }
      : {
          given_name,
          family_name: rest.join(' '),
          name: identity.name,
          email: identity.email,
          sub: identity.email,
        }),
    account: { valid: true, bss: identity.accountId, frozen: false },
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

/** Opaque to everyone else: no dots to take apart, so that nobody starts to read it. */
function sealRefreshToken(signer: Signer, iamId: string, exp: number): string {
  const token = signer.sign({ iam_id: iamId, exp, jti: randomUUID() })
  return Buffer.from(token).toString('base64url')
}

export function openRefreshToken(
  signer: Signer,
  token: string,
): { iamId: string; expiresAtMs: number } | null {
  const payload = signer.verify(Buffer.from(token, 'base64url').toString('utf8'))
  if (typeof payload?.iam_id !== 'string' || typeof payload.exp !== 'number') return null
  return { iamId: payload.iam_id, expiresAtMs: payload.exp * 1000 }
}
