import 'server-only'
import { UpstreamError } from '@/lib/server/errors'
import { type Answer, type Call, call } from './http'

/**
 * Gives the access token to send. With `rejected`, IBM has just refused that very token: a new one is
 * needed whatever its expiry says. May throw (IamRefusal, UpstreamError); that is what the caller then sees.
 */
export type TokenProvider = (request: { rejected?: string }) => Promise<string>

/** A bare string is a token that cannot be renewed. */
export type TokenSource = string | TokenProvider

const renewals = new WeakMap<TokenProvider, { rejected: string; fresh: Promise<string> }>()

/** Pages that are read in parallel meet the same 401; they share one renewal. */
function renew(provider: TokenProvider, rejected: string): Promise<string> {
  const known = renewals.get(provider)
  if (known?.rejected === rejected) return known.fresh
  const fresh = provider({ rejected })
  renewals.set(provider, { rejected, fresh })
  fresh.catch(() => renewals.delete(provider))
  return fresh
}

/** S3's codes for a token that is no longer good, whatever the status. */
const tokenCodes = new Set(['ExpiredToken', 'InvalidToken'])
/** That some of IBM's services say so with 403 is reported, their words are unproven. An ownership token is another thing. */
const tokenWords =
  /^(?!.*(?:ownership|challenge|api[ _-]?key)).*(?:\btoken\b[^.;]{0,40}\b(?:expired|invalid|no longer valid|not valid|revoked)|\b(?:expired|invalid|revoked)\b[^.;]{0,20}\btoken\b|\bjwt\b[^.;]{0,20}\bexpired)/is

/** Whether IBM refused the token itself, and not what its bearer asked for. */
export function isTokenRefused({ failure, facts }: UpstreamError): boolean {
  if (failure !== 'refused') return false
  const { status, code, message } = facts
  if (status === 401 || tokenCodes.has(code ?? '')) return true
  return status === 403 && message !== undefined && tokenWords.test(message)
}

/**
 * Waits for a renewal that others share no longer than this request may take. However it fails, what it was for was not
 * sent: IAM's lost answer is none to a write of CIS's.
 */
function within<Result>(work: Promise<Result>, deadlineMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new UpstreamError('timeout', {}, { maybeCarriedOut: false })),
      Math.max(0, deadlineMs - Date.now()),
    )
    work
      .then(resolve, (error: unknown) => reject(notSent(error)))
      .finally(() => clearTimeout(timer))
  })
}

function notSent(error: unknown): unknown {
  if (!(error instanceof UpstreamError) || !error.maybeCarriedOut) return error
  const { failure, facts, retryAfterSeconds } = error
  return new UpstreamError(failure, facts, {
    maybeCarriedOut: false,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    cause: error,
  })
}

/**
 * `call` with a token. A token that IBM refuses is renewed once and the request sent once more, a write as well: such an
 * answer was certainly not carried out. A second refusal stands.
 */
export async function callWithToken(
  token: TokenSource,
  request: Call,
  authorize: (token: string) => Record<string, string> = bearer,
): Promise<Answer> {
  const send = (value: string) =>
    call({ ...request, headers: { ...request.headers, ...authorize(value) } })
  if (typeof token === 'string') return send(token)
  const first = await within(token({}), request.deadlineMs)
  try {
    return await send(first)
  } catch (error) {
    if (!(error instanceof UpstreamError) || !isTokenRefused(error)) throw error
    const second = await within(renew(token, first), request.deadlineMs)
    if (second === first) throw error
    return send(second)
  }
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

/** What every call on behalf of somebody carries. */
export type CallContext = {
  token: TokenSource
  /** Whose rate limit it counts against: the IAM id. */
  identity: string
  /** Unix ms; at most 28 s after the request that asks for it came in. */
  deadlineMs: number
  /** Sent to IBM as X-Request-ID. */
  requestId: string
  /** `user` when left out. */
  priority?: 'user' | 'background'
  /** The one request that this is for was spent from the budget before. */
  isPaid?: boolean
  /** A narrower budget that each try counts against first. Rejects with UpstreamError `rate_limited`. */
  share?: () => Promise<void>
}
