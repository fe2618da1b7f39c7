import 'server-only'
import { AppError, type AppErrorOptions, NotFoundError, UpstreamError } from '@/lib/server/errors'
import { deeds, quoted, sentences, sessionSentence, spanOf, type Verb } from './friendly-words'
import { IamRefusal } from './iam-refusal'
import { type FieldRefusal, namedRefusals, vagueRefusals } from './refusal-fields'
import { type DestinationKind, isPlanText, isRoleText, ruleFor } from './refusal-rules'
import { isTokenRefused } from './token'

export type { Verb }

export type ErrorContext = {
  verb: Verb
  /** The noun for a 404, `zone`; each verb has one of its own. */
  what?: string
  /** Of the job's destination, where it is known: it tells a bucket's refusal from a receiver that is down. */
  destination?: DestinationKind
  /** The log fields that were asked for by name, in the order of the request. */
  fieldNames?: readonly string[]
  /** Of a call by a typed key: it is that key that lacks a role, not the person. */
  byKey?: boolean
}

/** For a 429 without Retry-After. Whether IBM sends one is unproven. */
const defaultRetrySeconds = 30

/**
 * Turns whatever a call to IBM threw into the one error that leaves a service: our code, and a `detail` for people
 * that says what happened, whether anything changed and what to do. An AppError passes unchanged; what is
 * neither ours nor IBM's becomes `internal` with the original as its cause.
 */
export function toAppError(error: unknown, context: ErrorContext): AppError {
  if (error instanceof AppError) return error
  if (error instanceof IamRefusal) return fromIam(error, context)
  if (error instanceof UpstreamError) return fromUpstream(error, context)
  return new AppError('internal', 'Internal error in this dashboard.', { cause: error })
}

/** Where it was about a credential that somebody typed, the service has answered; what is left is the session's own. */
function fromIam(error: IamRefusal, { verb }: ErrorContext): AppError {
  const options = { upstream: error.facts, reason: error.reason, cause: error }
  const text = sessionSentence(error.reason)
  return new AppError('signed_out', sentences(text, deeds[verb].undone), options)
}

function fromUpstream(error: UpstreamError, context: ErrorContext): AppError {
  const options: AppErrorOptions = { upstream: error.facts, cause: error }
  const { verb } = context
  const after = error.maybeCarriedOut ? deeds[verb].open : deeds[verb].undone
  switch (error.failure) {
    case 'rate_limited': {
      const retryAfterSeconds = error.retryAfterSeconds ?? defaultRetrySeconds
      const text = `Rate-limited by IBM for the next ${spanOf(retryAfterSeconds)}.`
      return new AppError('rate_limited', sentences(text, after), { ...options, retryAfterSeconds })
    }
    case 'timeout':
      return new AppError('ibm_timeout', sentences('IBM did not respond in time.', after), options)
    case 'network':
      return new AppError(
        'ibm_unavailable',
        sentences('IBM can’t be reached, or the connection broke.', after),
        { ...options, ...retryAfter(error) },
      )
    case 'unusable':
      return fromUnusable(error, after, { ...options, ...retryAfter(error) })
    case 'refused':
      return fromRefusal(error, context, options)
  }
}

/** With these somebody in between forbids the way to IBM. */
const gateStatuses: readonly number[] = [401, 403, 407, 451, 511]

function fromUnusable(error: UpstreamError, after: string, options: AppErrorOptions): AppError {
  const { status = 0, message } = error.facts
  if (status >= 500) {
    const text = `IBM Cloud is unavailable (HTTP ${status}).`
    return new AppError('ibm_unavailable', sentences(text, quoted(message), after), options)
  }
  if (gateStatuses.includes(status)) {
    const text = `IBM Cloud is unavailable: something in between, such as a proxy or firewall, answered with HTTP ${status}. Try again later.`
    return new AppError('ibm_unavailable', sentences(text, after), options)
  }
  return new AppError('ibm_unusable', sentences('Unexpected response from IBM.', after), options)
}

function retryAfter(error: UpstreamError): Pick<AppErrorOptions, 'retryAfterSeconds'> {
  const { retryAfterSeconds } = error
  return retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
}

function fromRefusal(
  error: UpstreamError,
  context: ErrorContext,
  options: AppErrorOptions,
): AppError {
  const { facts } = error
  const { verb } = context
  const deed = deeds[verb]
  // Whoever can't read it here may open it elsewhere, whatever the reason.
  if (verb === 'read-object') return fromObjectRead(error, options)
  const said = quoted(facts.message)
  // The token was renewed where that is possible: to sign in again would end here again.
  if (isTokenRefused(error)) {
    const text =
      'IBM rejected your IBM Cloud token. You are still signed in here. Check that you still have access to this account; if you do, try again in a minute, or sign out and in again.'
    return new AppError('ibm_token_refused', sentences(deed.undone, text, said), options)
  }
  if (isPlanText(facts.message, true)) return planRequired(deed.undone, options)
  const named = isNamed(facts.status)
    ? namedRefusals(verb, facts.message ?? '', context.fieldNames)
    : []
  if (named.length > 0) return refusedAt(named, deed.undone, said, options)
  const rule = ruleFor(verb, facts, context.destination)
  if (rule !== undefined) {
    const errors = rule.field && [{ path: rule.field, message: rule.detail }]
    return new AppError(
      rule.code,
      sentences(deed.undone, rule.detail, said),
      errors ? { ...options, errors } : options,
    )
  }
  if (isPlanText(facts.message)) return planRequired(deed.undone, options)
  if (facts.status === 403 || isRoleText(facts.message)) {
    const who = context.byKey ? 'this key doesn’t' : 'you don’t'
    const text = `${deed.doing} needs the ${deed.role} role here, which ${who} have. An administrator of the account can grant it.`
    return new AppError('role_missing', sentences(text, deed.undone), options)
  }
  if (facts.status === 404) return new NotFoundError(context.what ?? deed.what, options)
  if (facts.status === 409) {
    const text = sentences('IBM reports a conflict.', said, deed.undone)
    return new AppError('conflict', text, options)
  }
  const vague = vagueRefusals(verb, facts.message ?? '')
  if (vague.length > 0) return refusedAt(vague, deed.undone, said, options)
  const text = sentences('IBM refused this.', said || 'IBM gave no reason.', deed.undone)
  return new AppError('ibm_refused', text, options)
}

/** 401, 403 and 404 are about the person and the place, whatever they name. */
const isNamed = (status: number | undefined) => ![401, 403, 404].includes(status ?? 0)

function refusedAt(
  errors: FieldRefusal[],
  undone: string,
  said: string,
  options: AppErrorOptions,
): AppError {
  const what = errors.map(({ message }) => message)
  return new AppError('ibm_refused', sentences(undone, ...what, said), { ...options, errors })
}

function planRequired(undone: string, options: AppErrorOptions): AppError {
  const text =
    'This is not available in the plan of this instance. Logpush needs an Enterprise plan.'
  return new AppError('plan_required', sentences(text, undone), options)
}

/** Reading the challenge file: each refusal with what else brings the token. */
function fromObjectRead(error: UpstreamError, options: AppErrorOptions): AppError {
  const { status, code } = error.facts
  if (status === 404 && code !== 'NoSuchBucket') {
    const text =
      'The file doesn’t exist yet. The invitation to IBM may still be Pending; it is accepted manually.'
    return new AppError('challenge_unreadable', text, { ...options, reason: 'missing' })
  }
  if (status === 404) {
    const text = 'This bucket doesn’t exist in this region. Check the bucket’s name and region.'
    return new AppError('challenge_unreadable', text, { ...options, reason: 'no_bucket' })
  }
  const text = `The file could not be read (${status ?? 'refused'}). You need Content Reader on the bucket, and the bucket’s firewall must allow this server. Or open the file yourself and paste its content.`
  return new AppError('challenge_unreadable', text, { ...options, reason: 'refused' })
}
