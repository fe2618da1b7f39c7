import 'server-only'
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { PersonRow } from '@/lib/server/db/people'
import { env } from '@/lib/server/env'
import { isComplete, mergeClaims, toPerson } from './claims'
import type { Flow } from './flow'
import { clockToleranceSeconds, knownProvider, liveProvider } from './provider'
import { SignInRefusal, toRefusal } from './refusal'

/** Some providers date a token back by five minutes, so that clocks that are behind take it. */
const datedBackSeconds = 300
/** A longer one makes an address that servers refuse; the provider then asks who signs out. */
const longestHint = 4_000

export type Begun = { state: string; flow: Flow; location: string }
export type Identity = { person: PersonRow; idToken: string | null }

/** Where to send a browser to sign in, and what has to be kept for its return. Throws SignInRefusal. */
export async function beginSignIn(redirectUri: string, returnTo: string): Promise<Begun> {
  const provider = await liveProvider()
  const flow: Flow = {
    verifier: randomPKCECodeVerifier(),
    nonce: randomNonce(),
    returnTo,
    startedAtMs: Date.now(),
  }
  const state = randomState()
  const url = buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: scopes(),
    state,
    nonce: flow.nonce,
    code_challenge: await calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
  })
  return { state, flow, location: url.href }
}

/** Without `openid` there would be no ID token. */
function scopes(): string {
  return [
    ...new Set([
      'openid',
      ...env()
        .OIDC_SCOPES.split(/[\s,]+/)
        .filter(Boolean),
    ]),
  ].join(' ')
}

/**
 * Who came back from the provider. `callback`: the redirect URI with the query that the provider put on it. Issuer (of
 * the answer, too), audience, nonce, signature and times are checked. Throws SignInRefusal.
 */
export async function finishSignIn(callback: URL, state: string, flow: Flow): Promise<Identity> {
  try {
    const provider = await knownProvider()
    const tokens = await authorizationCodeGrant(provider, callback, {
      expectedState: state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new SignInRefusal('identity_invalid', 'no ID token')
    assertFresh(claims.iat, flow)
    const { OIDC_ISSUER: issuer = '', OIDC_GROUPS_CLAIM, OIDC_TRUST_EMAIL } = env()
    const rules = { issuer, groupsClaim: OIDC_GROUPS_CLAIM, trustEmail: OIDC_TRUST_EMAIL }
    const more = isComplete(claims, rules)
      ? {}
      : await askUserinfo(provider, tokens.access_token, claims.sub)
    return { person: toPerson(mergeClaims(claims, more), rules), idToken: tokens.id_token ?? null }
  } catch (error) {
    throw toRefusal(error)
  }
}

/** The library checks the end of a token alone. This one was made a moment ago, so both clocks can be compared. */
function assertFresh(issuedAtSeconds: number, { startedAtMs }: Flow): void {
  const earliest = startedAtMs / 1000 - clockToleranceSeconds - datedBackSeconds
  const latest = Date.now() / 1000 + clockToleranceSeconds
  if (issuedAtSeconds >= earliest && issuedAtSeconds <= latest) return
  const apart = Math.round(issuedAtSeconds - Date.now() / 1000)
  throw new SignInRefusal('clock_skew', `the provider’s clock is ${apart} s from this server’s`)
}

/** Who knows no groups now must not lose them, so a userinfo that fails fails the sign-in. */
async function askUserinfo(
  provider: Configuration,
  accessToken: string,
  subject: string,
): Promise<Record<string, unknown>> {
  if (!provider.serverMetadata().userinfo_endpoint) return {}
  return fetchUserInfo(provider, accessToken, subject)
}

/** Where the provider ends its own session; null where it does not offer that, or can't be asked. */
export async function endOfSession(idToken: string, returnUri: string): Promise<string | null> {
  const provider = await knownProvider().catch(() => null)
  if (!provider?.serverMetadata().end_session_endpoint) return null
  const parameters = new URLSearchParams({ post_logout_redirect_uri: returnUri })
  if (idToken.length <= longestHint) parameters.set('id_token_hint', idToken)
  return buildEndSessionUrl(provider, parameters).href
}
