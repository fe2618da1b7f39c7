import type { HasHeaders } from './context.ts'
import { asIn } from './members.ts'
import type { SimIdentity, SimState } from './state.ts'
import type { Signer } from './tokens.ts'

type Seen = { iamId: string; accountId: string | null; expiresAtMs: number }

/** Enough for every token that lives at a time; beyond it the cache starts anew. */
const MAX_SEEN = 2000

/**
 * Who a request is from, with the rights that its token's account gives: `Authorization: Bearer …` or `X-Auth-User-Token: Bearer …`, as IBM's documents, SDKs and CLI differ.
 * When both are sent, they must name the same token. Tokens that were verified once are remembered by their text.
 */
export function createAuthenticate(
  signer: Signer,
  getState: () => SimState,
  now: () => number,
): (request: HasHeaders) => SimIdentity | null {
  const seen = new Map<string, Seen>()

  function read(token: string): Seen | null {
    const known = seen.get(token)
    if (known) return known
    const payload = signer.verify(token)
    if (typeof payload?.iam_id !== 'string' || typeof payload.exp !== 'number') return null
    if (seen.size >= MAX_SEEN) seen.clear()
    const accountId = accountOf(payload.account)
    const entry = { iamId: payload.iam_id, accountId, expiresAtMs: payload.exp * 1000 }
    seen.set(token, entry)
    return entry
  }

  return (request) => {
    const plain = bearer(request.headers.get('authorization'))
    const own = bearer(request.headers.get('x-auth-user-token'))
    if (plain && own && plain !== own) return null
    const token = plain ?? own
    const entry = token ? read(token) : null
    if (!entry || entry.expiresAtMs <= (request.arrivedAt ?? now())) return null
    const state = getState()
    const identity = state.identities.get(entry.iamId)
    return identity ? asIn(state, identity, entry.accountId) : null
  }
}

function accountOf(claim: unknown): string | null {
  const isAccount = typeof claim === 'object' && claim !== null && 'bss' in claim
  return isAccount && typeof claim.bss === 'string' ? claim.bss : null
}

function bearer(header: string | null): string | null {
  const match = header?.match(/^Bearer ([^\s,]+)$/i)
  return match?.[1] ?? null
}
