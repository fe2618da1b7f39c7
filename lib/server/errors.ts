import 'server-only'
import { ServerError } from '@/lib/server/server-error'

/** Every code a problem of ours may carry, with the status it is answered with. */
export const errorStatus = {
  bad_request: 400,
  invalid_id: 400,
  signed_out: 401,
  ibm_credentials_refused: 401,
  csrf: 403,
  role_missing: 403,
  ibm_token_refused: 403,
  plan_required: 403,
  not_allowed: 403,
  sign_in_disabled: 403,
  not_found: 404,
  method_not_allowed: 405,
  account_needed: 409,
  conflict: 409,
  job_changed: 409,
  job_limit: 409,
  move_under_way: 409,
  already_decided: 409,
  last_administrator: 409,
  destination_in_use: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  dataset_fixed: 422,
  retention_required: 422,
  rail: 422,
  ownership_mismatch: 422,
  bucket_not_writable: 422,
  destination_unreachable: 422,
  destination_key_refused: 422,
  address_not_allowed: 422,
  challenge_unreadable: 422,
  ibm_refused: 422,
  rate_limited: 429,
  internal: 500,
  ibm_unusable: 502,
  ibm_unavailable: 503,
  connection_unusable: 503,
  database_unavailable: 503,
  ibm_timeout: 504,
  outcome_unknown: 504,
} as const

export type ErrorCode = keyof typeof errorStatus

export type UpstreamFacts = {
  status?: number
  code?: string
  /** IBM's own sentence, cut to a readable length and free of secrets. */
  message?: string
  correlationId?: string
}

export type AppErrorOptions = {
  /** Where the request was wrong; lands on the form's fields. */
  errors?: { path: string; message: string }[]
  upstream?: UpstreamFacts
  /** Whole seconds to wait before another try. */
  retryAfterSeconds?: number
  /** A machine-readable reason within the code. */
  reason?: string
  /** With `connection_unusable`: which one; only administrators are told. */
  connection?: { id: string; name: string }
  /** With `account_needed`: between what to choose, and what to send along. */
  choice?: { accounts: { id: string; name: string }[]; continuation: string }
  cause?: unknown
}

/**
 * The one error that leaves a service. `detail` is read by a person: what happened, whether anything changed,
 * what to do. It never holds a secret or a raw upstream body.
 */
export class AppError extends ServerError {
  static override readonly kind: string = 'AppError'
  readonly code: ErrorCode
  readonly detail: string
  readonly options: AppErrorOptions

  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(`${code}: ${detail}`, { cause: options.cause })
    this.code = code
    this.detail = detail
    this.options = options
  }

  get status(): number {
    return errorStatus[this.code]
  }
}

/** What was asked for does not exist, or is not visible to this person: the two are not told apart. */
export class NotFoundError extends AppError {
  static override readonly kind = 'NotFoundError'
  constructor(what: string, options: AppErrorOptions = {}) {
    super('not_found', `This ${what} doesn’t exist or you don’t have access to it.`, options)
  }
}

export class ValidationError extends AppError {
  static override readonly kind = 'ValidationError'
  constructor(errors: { path: string; message: string }[], detail?: string) {
    super('validation_failed', detail ?? sentence(errors), { errors })
  }
}

function sentence(errors: { path: string; message: string }[]): string {
  const first = errors[0]
  if (!first) return 'The request is malformed.'
  return first.path ? `${first.path}: ${first.message}` : first.message
}

/** How a call to IBM failed on the way, before any rule of ours looked at it. */
export type CallFailure = 'timeout' | 'network' | 'unusable' | 'refused' | 'rate_limited'

/**
 * A call to IBM that brought no usable answer. `maybeCarriedOut` is false only when IBM certainly did not act
 * on it (never sent, a 4xx but 408), so that a write knows whether to read back.
 */
export class UpstreamError extends ServerError {
  static override readonly kind = 'UpstreamError'
  readonly failure: CallFailure
  readonly facts: UpstreamFacts
  readonly maybeCarriedOut: boolean
  readonly retryAfterSeconds: number | undefined

  constructor(
    failure: CallFailure,
    facts: UpstreamFacts,
    options: { maybeCarriedOut: boolean; retryAfterSeconds?: number; cause?: unknown },
  ) {
    super(`IBM call failed: ${failure} ${facts.status ?? ''} ${facts.code ?? ''}`.trim(), {
      cause: options.cause,
    })
    this.failure = failure
    this.facts = facts
    this.maybeCarriedOut = options.maybeCarriedOut
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}
