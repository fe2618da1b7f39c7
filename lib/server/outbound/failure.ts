import 'server-only'
import { ServerError } from '@/lib/server/server-error'
import type { Inside } from './address'

/** How far a connection came. */
export type Stage = 'name' | 'connection' | 'tls' | 'answer'

/** What went wrong on the way, by name. */
export type FailureCode =
  | 'dns_not_found'
  | 'dns_failed'
  | 'connection_refused'
  | 'unreachable'
  | 'connection_reset'
  | 'timeout'
  | 'not_tls'
  | 'tls_version'
  | 'tls_failed'
  | 'tls_name_unknown'
  | 'client_certificate_needed'
  | 'not_http'

/** No answer came. `stage`: where it failed; all before it worked. */
export class OutboundFailure extends ServerError {
  static override readonly kind = 'OutboundFailure'
  readonly code: FailureCode
  readonly stage: Stage

  constructor(code: FailureCode, stage: Stage, cause?: unknown) {
    super(`outbound: ${code} (${stage})`, { cause })
    this.code = code
    this.stage = stage
  }
}

/** `own`: an address of this server's own network cards. `invalid`: no host at all. */
export type Refusal = Inside | 'own' | 'invalid'

/** Nothing was sent, and nothing may be: the host is none of the public internet. */
export class ForbiddenHost extends ServerError {
  static override readonly kind = 'ForbiddenHost'
  readonly why: Refusal
  /** It is what a name resolves to, not what was given. */
  readonly byName: boolean

  constructor(why: Refusal, byName: boolean) {
    super(`outbound: ${why} host`)
    this.why = why
    this.byName = byName
  }
}

const byCode: Record<string, FailureCode> = {
  ECONNREFUSED: 'connection_refused',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'connection_reset',
  ECONNABORTED: 'connection_reset',
  EPIPE: 'connection_reset',
}

/** OpenSSL's reasons, as Node puts them behind `ERR_SSL_`. */
const bySslReason: [RegExp, FailureCode][] = [
  [/CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA/, 'client_certificate_needed'],
  [/UNRECOGNIZED_NAME/, 'tls_name_unknown'],
  [/ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/, 'tls_version'],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL/, 'not_tls'],
  [/UNEXPECTED_MESSAGE|BAD_RECORD_TYPE|INVALID_RECORD/, 'not_tls'],
]

/** A socket's error by name. */
export function failureOf(error: unknown, stage: Stage): OutboundFailure {
  if (error instanceof OutboundFailure) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(?:ERR_SSL_|EPROTO)/.test(code)) {
    const reason = `${code} ${error instanceof Error ? error.message : ''}`.toUpperCase()
    const found = bySslReason.find(([pattern]) => pattern.test(reason.replaceAll(' ', '_')))
    return new OutboundFailure(found?.[1] ?? 'tls_failed', stage, error)
  }
  if (code.startsWith('HPE_')) return new OutboundFailure('not_http', stage, error)
  const fallback = stage === 'tls' ? 'tls_failed' : 'connection_reset'
  return new OutboundFailure(byCode[code] ?? fallback, stage, error)
}
