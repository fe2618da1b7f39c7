import 'server-only'
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import type { SignInError } from '@/lib/schemas/sign-in'
import { ServerError } from '@/lib/server/server-error'

/** A sign-in with the identity provider that came to nothing. `reason`: for the log; never a part of what was sent. */
export class SignInRefusal extends ServerError {
  static override readonly kind = 'SignInRefusal'
  readonly code: SignInError
  readonly reason: string

  constructor(code: SignInError, reason: string) {
    super(`${code}: ${reason}`)
    this.code = code
    this.reason = reason
  }
}

/** Errors of RFC 6749 and OpenID Connect that the provider names itself. */
const named: Record<string, SignInError> = {
  access_denied: 'access_denied',
  login_required: 'access_denied',
  interaction_required: 'access_denied',
  consent_required: 'access_denied',
  temporarily_unavailable: 'provider_unavailable',
  server_error: 'provider_unavailable',
  // The code was used before, or too long ago.
  invalid_grant: 'sign_in_expired',
}

const byCode: Record<string, SignInError> = {
  OAUTH_TIMEOUT: 'provider_unavailable',
  OAUTH_ABORT: 'provider_unavailable',
  // A status that is no answer to the question: 5xx, a proxy's page, a redirect.
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'provider_unavailable',
  OAUTH_RESPONSE_IS_NOT_JSON: 'provider_unavailable',
  OAUTH_PARSE_ERROR: 'provider_unavailable',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'clock_skew',
}

/** What a failure of openid-client comes to. Its own causes hold tokens and codes, so nothing of them goes on. */
export function toRefusal(error: unknown): SignInRefusal {
  if (error instanceof SignInRefusal) return error
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const name = /^[a-z_]{1,64}$/.test(error.error) ? error.error : 'an error'
    return new SignInRefusal(
      named[name] ?? 'provider_refused',
      error instanceof AuthorizationResponseError
        ? `the provider sent back ${name}`
        : `the provider answered ${name} to the code`,
    )
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    return new SignInRefusal('provider_refused', `the provider answered ${error.status}`)
  }
  if (error instanceof ClientError) {
    const code = error.code ?? 'no code'
    const cause = error.cause instanceof Error ? error.cause.message : ''
    // Its sentences are fixed ones; a value stands in their causes.
    const reason = [error.message, cause, code].filter(Boolean).join('; ')
    if (error.code === undefined)
      return new SignInRefusal('provider_unavailable', networkReason(error.cause))
    return new SignInRefusal(byCode[code] ?? 'identity_invalid', reason)
  }
  return new SignInRefusal('provider_unavailable', networkReason(error))
}

function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
