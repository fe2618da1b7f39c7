import 'server-only'
import { AppError, type AppErrorOptions, NotFoundError, UpstreamError } from '@/lib/server/errors'
import { deeds, iamWords, quoted, sentences, spanOf, type Verb } from './friendly-words'
import { IamRefusal } from './iam-refusal'
import { type DestinationKind, isPlanText, isRoleText, ruleFor } from './refusal-rules'

export type { Verb }

export type ErrorContext = {
  verb: Verb
  /** The noun for a 404, `zone`; each verb has one of its own. */
  what?: string
  /** Of the job's destination, where it is known: it tells a bucket's refusal from a receiver that is down. */
  destination?: DestinationKind
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
  return new AppError('internal', 'Something went wrong here, and it is our fault, not IBM’s.', {
    cause: error,
  })
}

/** Where it was about a credential that somebody typed, the service has answered; what is left is the session's own. */
function fromIam(error: IamRefusal, { verb }: ErrorContext): AppError {
  const options = { upstream: error.facts, reason: error.reason, cause: error }
  return new AppError('signed_out', sentences(iamWords.session_over, deeds[verb].undone), options)
}

function fromUpstream(error: UpstreamError, context: ErrorContext): AppError {
  const { verb } = context
  const options: AppErrorOptions = { upstream: error.facts, cause: error }
  const after = error.maybeCarriedOut ? deeds[verb].open : deeds[verb].undone
  switch (error.failure) {
    case 'rate_limited': {
      const retryAfterSeconds = error.retryAfterSeconds ?? defaultRetrySeconds
      const text = `IBM takes no more requests for the next ${spanOf(retryAfterSeconds)}.`
      return new AppError('rate_limited', sentences(text, after), { ...options, retryAfterSeconds })
    }
    case 'timeout':
      return new AppError('ibm_timeout', sentences('IBM did not answer in time.', after), options)
    case 'network':
      return new AppError(
        'ibm_unavailable',
        sentences('IBM can’t be reached, or broke the connection off.', after),
        { ...options, ...retryAfter(error) },
      )
    case 'unusable':
      return (error.facts.status ?? 0) >= 500
        ? new AppError(
            'ibm_unavailable',
            sentences(
              'IBM’s service has a fault of its own just now.',
              quoted(error.facts.message),
              after,
            ),
            { ...options, ...retryAfter(error) },
          )
        : new AppError(
            'ibm_unusable',
            sentences('IBM’s answer made no sense to us.', after),
            options,
          )
    case 'refused':
      return fromRefusal(error, context, options)
  }
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
  if (facts.status === 401) {
    const text = 'IBM no longer accepts your sign-in. Sign in again.'
    return new AppError('signed_out', sentences(text, deed.undone), options)
  }
  if (verb === 'read-object') return fromObjectRead(error, options)
  const rule = ruleFor(verb, facts, context.destination)
  if (rule !== undefined) {
    const detail = sentences(deed.undone, rule.detail, quoted(facts.message))
    const errors = rule.field && [{ path: rule.field, message: rule.detail }]
    return new AppError(rule.code, detail, errors ? { ...options, errors } : options)
  }
  if (isPlanText(facts.message)) {
    const text =
      'IBM does not allow this for the plan of this instance; Logpush needs an Enterprise plan.'
    return new AppError('plan_required', sentences(text, deed.undone), options)
  }
  if (facts.status === 403 || isRoleText(facts.message)) {
    const text = `${deed.doing} needs the role ${deed.role}, which this sign-in does not have here. Someone with the role Administrator can give it.`
    return new AppError('role_missing', sentences(text, deed.undone), options)
  }
  if (facts.status === 404) return new NotFoundError(context.what ?? deed.what, options)
  if (facts.status === 409) {
    const text = sentences('IBM sees a conflict with something else.', quoted(facts.message))
    return new AppError('conflict', sentences(text, deed.undone), options)
  }
  const said = quoted(facts.message) || 'IBM gave no reason.'
  return new AppError('ibm_refused', sentences('IBM refused this.', said, deed.undone), options)
}

/** Reading the challenge file: each refusal with what else brings the token. */
function fromObjectRead(error: UpstreamError, options: AppErrorOptions): AppError {
  const { status, code } = error.facts
  if (status === 404 && code !== 'NoSuchBucket') {
    const text =
      'The file is not there yet. IBM may still have the invitation as Pending; people accept it by hand.'
    return new AppError('challenge_unreadable', text, { ...options, reason: 'missing' })
  }
  if (status === 404) {
    const text = 'There is no such bucket in this region. Check the bucket’s name and region.'
    return new AppError('challenge_unreadable', text, { ...options, reason: 'no_bucket' })
  }
  const text = `We could not read it for you (${status ?? 'refused'}). Ask for Content Reader on the bucket, or open the file yourself and paste what it says.`
  return new AppError('challenge_unreadable', text, { ...options, reason: 'refused' })
}
