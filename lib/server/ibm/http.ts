import 'server-only'
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { secretsOf } from '@/lib/destinations/secrets'
import { type CallFailure, UpstreamError, type UpstreamFacts } from '@/lib/server/errors'
import { type Ending, observed } from '@/lib/server/observe'
import { budget, type Priority } from './budget'
import { cleanId } from './clean-text'
import { type Exchange, ExchangeFailure, exchange } from './exchange'
import { backoffMs, maxRetries, retryAfterMs, sleep, wholeSeconds } from './retry'
import { type ErrorFacts, readErrorText } from './upstream-message'

export type Call = {
  /** As built by `endpointUrl`. */
  url: URL
  /** What metrics and traces call it, the method left out: service and path with `{name}` for each value, such as `iam /v1/policies`. */
  route: string
  /** GET when left out. Only GET is ever repeated. */
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Unix ms; nothing goes on beyond it, waiting and retries included. */
  deadlineMs: number
  /** Of one try. 20 s for a GET, 15 s for a write: the engine checks the destination before it answers. */
  timeoutMs?: number
  /** Sent as X-Request-ID, the same in every try. A new UUID when left out. */
  requestId?: string
  /** 5 MB when left out. */
  maxBytes?: number
  overflow?: 'fail' | 'cut'
  /** The answer is somebody's file, which may be HTML. Elsewhere a page is no answer, whatever its status. */
  anyContent?: boolean
  /** Counts against IBM's rate limit for this identity. `isPaid`: the first try is counted already. */
  spend?: {
    identity: string
    priority: Priority
    isPaid?: boolean
    share?: (() => Promise<void>) | undefined
  }
  /** What no error may repeat, as `maskerOf` takes it; what the headers carry besides. */
  secrets?: readonly string[]
  /** How this service writes its errors; JSON of any known form when left out. */
  readError?: (text: string, secrets?: readonly string[]) => ErrorFacts
}

/** A 2xx answer. */
export type Answer = {
  status: number
  text: string
  /** The body went on beyond `maxBytes` (only with `overflow: 'cut'`). */
  cut: boolean
  headers: IncomingHttpHeaders
  correlationId: string | undefined
  /** It answers a write, which therefore may have been carried out whatever the body says. */
  write: boolean
}

const defaultMaxBytes = 5_000_000
/** IBM takes up to 14 s at times. What is left of the deadline after one hanging try is for another. */
const readTimeoutMs = 20_000
const writeTimeoutMs = 15_000
/** Less than this before the deadline, another try is not worth sending. */
const shortestTryMs = 250

/** The id that IBM Support asks for; the other headers stand in for it when a gateway answered. */
function correlationIdOf(
  headers: IncomingHttpHeaders,
  secrets?: readonly string[],
): string | undefined {
  return (
    cleanId(headers['x-correlation-id'], secrets) ??
    cleanId(headers['transaction-id'], secrets) ??
    cleanId(headers['x-global-transaction-id'], secrets) ??
    cleanId(headers['x-clv-request-id'], secrets) ??
    cleanId(headers['x-request-id'], secrets) ??
    cleanId(headers['cf-ray'], secrets)
  )
}

function failureOf(status: number): CallFailure {
  if (status === 429) return 'rate_limited'
  if (status === 408 || status === 504) return 'timeout'
  // Of a proxy's: it wants its own credentials (RFC 9110, RFC 6585).
  if (status === 407 || status === 511) return 'unusable'
  // 'refused' is a decision of IBM's. A redirect or a 5xx is none: nothing of use came.
  return status >= 400 && status < 500 ? 'refused' : 'unusable'
}

/** An edge's or proxy's page: nothing of IBM's API answers with HTML. */
function isPage({ headers, text }: Exchange): boolean {
  const type = headers['content-type'] ?? ''
  return /\btext\/html\b/i.test(type) || /^\s*<(?:!doctype html|html|head|body)\b/i.test(text)
}

function answerError(call: Call, got: Exchange, write: boolean): UpstreamError {
  const failure = failureOf(got.status)
  const read = call.readError ?? readErrorText
  const secrets = [...(call.secrets ?? []), ...secretsOf(call.headers)]
  const { correlationId, ...said } = read(got.text, secrets)
  const facts: UpstreamFacts = { status: got.status, ...said }
  // The id that an error itself names leads to it at IBM; a header may be of any gateway on the way.
  facts.correlationId = correlationId ?? correlationIdOf(got.headers, secrets)
  const waitMs = retryAfterMs(got.headers['retry-after'], Date.now())
  const mayWait = got.status === 429 || got.status === 503
  // A page decides nothing: "not found" in it is not IBM's word for a job.
  return new UpstreamError(failure === 'refused' && isPage(got) ? 'unusable' : failure, facts, {
    maybeCarriedOut: write && !isDecision(got.status),
    retryAfterSeconds: mayWait && waitMs !== undefined ? wholeSeconds(waitMs) : undefined,
  })
}

function exchangeError(call: Call, failure: ExchangeFailure, write: boolean): UpstreamError {
  const facts: UpstreamFacts = { correlationId: correlationIdOf(failure.headers, call.secrets) }
  if (failure.status !== undefined) facts.status = failure.status
  const unusable = failure.kind === 'too_large' || failure.kind === 'undecodable'
  const kind = unusable ? 'unusable' : failure.kind === 'timeout' ? 'timeout' : 'network'
  return new UpstreamError(kind, facts, {
    // A 4xx whose body broke off was still a refusal.
    maybeCarriedOut: write && failure.sent && !isDecision(failure.status),
    cause: failure,
  })
}

/** A 4xx says that nothing was done. 408 is a time-out, of which nobody knows how far the request had come. */
function isDecision(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 408
}

function isWorthAnotherTry(error: UpstreamError): boolean {
  if (error.failure === 'unusable') return (error.facts.status ?? 0) >= 500
  return error.failure !== 'refused'
}

async function tryOnce(call: Call, headers: Record<string, string>, write: boolean) {
  await call.spend?.share?.()
  if (call.spend !== undefined && !call.spend.isPaid) {
    const waiting = budget().spend(call.spend.identity, call.spend.priority, call.deadlineMs)
    if (waiting !== undefined) await waiting
  }
  const leftMs = call.deadlineMs - Date.now()
  if (leftMs <= 0) return new UpstreamError('timeout', {}, { maybeCarriedOut: false })
  const name = call.route.replace(' ', ` ${call.method ?? 'GET'} `)
  return observed(
    { kind: 'upstream', name, requestId: headers['x-request-id'] },
    () => send(call, headers, write, leftMs),
    endingOf,
  )
}

function endingOf(outcome: Exchange | UpstreamError): Ending {
  if (!(outcome instanceof UpstreamError)) {
    const correlationId = correlationIdOf(outcome.headers)
    return { outcome: 'ok', status: outcome.status, correlationId }
  }
  const { status, correlationId } = outcome.facts
  return { outcome: outcome.failure, status, correlationId }
}

async function send(call: Call, headers: Record<string, string>, write: boolean, leftMs: number) {
  try {
    const got = await exchange({
      url: call.url,
      method: call.method ?? 'GET',
      headers,
      body: call.body,
      timeoutMs: Math.min(call.timeoutMs ?? (write ? writeTimeoutMs : readTimeoutMs), leftMs),
      maxBytes: call.maxBytes ?? defaultMaxBytes,
      overflow: call.overflow ?? 'fail',
    })
    const isAnswer =
      got.status >= 200 && got.status < 300 && (call.anyContent === true || !isPage(got))
    return isAnswer ? got : answerError(call, got, write)
  } catch (error) {
    if (error instanceof ExchangeFailure) return exchangeError(call, error, write)
    throw error
  }
}

/** How long to wait before the next try, or undefined when there is to be none. */
function pauseMs(call: Call, error: UpstreamError, retry: number): number | undefined {
  if (retry >= maxRetries || !isWorthAnotherTry(error)) return undefined
  const named = error.retryAfterSeconds
  const wait =
    named !== undefined ? named * 1000 : backoffMs(retry, error.failure === 'rate_limited')
  return Date.now() + wait + shortestTryMs <= call.deadlineMs ? wait : undefined
}

/**
 * The one way out to IBM. Answers with a 2xx that is no page of a proxy's; everything else is an UpstreamError with IBM's code, cleaned
 * sentence and correlation id. A GET is tried again on 429, 5xx, time-out and broken connections, at most 3
 * times and within the deadline; `Retry-After` is obeyed where it fits and handed on where not. Any other method
 * is sent once. Redirects are not followed: the token would go along.
 */
export async function call(call: Call): Promise<Answer> {
  const write = call.method !== undefined && call.method !== 'GET'
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    'x-request-id': cleanId(call.requestId) ?? randomUUID(),
    ...call.headers,
  }
  for (let retry = 0; ; retry++) {
    const outcome = await tryOnce(call, headers, write)
    if (!(outcome instanceof UpstreamError)) {
      return {
        status: outcome.status,
        text: outcome.text,
        cut: outcome.cut,
        headers: outcome.headers,
        correlationId: correlationIdOf(outcome.headers),
        write,
      }
    }
    if (outcome.failure === 'rate_limited' && outcome.retryAfterSeconds && call.spend) {
      budget().rest(call.spend.identity, Date.now() + outcome.retryAfterSeconds * 1000)
    }
    const wait = write ? undefined : pauseMs(call, outcome, retry)
    if (wait === undefined) throw outcome
    await sleep(wait)
  }
}
