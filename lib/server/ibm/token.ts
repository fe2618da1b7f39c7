import 'server-only'
import { UpstreamError } from '@/lib/server/errors'
import { type Answer, type Call, call } from './http'

/**
 * Gives the access token to send. With `rejected`, IBM has just answered 401 to that very token: a new one is
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

function isUnauthorized(error: unknown): boolean {
  return error instanceof UpstreamError && error.facts.status === 401
}

/**
 * `call` with a token. One 401 renews the token and sends once more, a write as well: a 401 was certainly not
 * carried out. A second 401 stands.
 */
export async function callWithToken(
  token: TokenSource,
  request: Call,
  authorize: (token: string) => Record<string, string> = bearer,
): Promise<Answer> {
  const first = typeof token === 'string' ? token : await token({})
  try {
    return await call({ ...request, headers: { ...request.headers, ...authorize(first) } })
  } catch (error) {
    if (typeof token === 'string' || !isUnauthorized(error)) throw error
    const second = await renew(token, first)
    if (second === first) throw error
    return call({ ...request, headers: { ...request.headers, ...authorize(second) } })
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
}
