import 'server-only'
import { LRUCache } from 'lru-cache'
import { signedOut } from './credential-errors'
import { open, seal } from './crypto'
import type { CredentialRow } from './db/credentials'
import type { TokenSet } from './ibm/iam'
import { singleton } from './singleton'

export type Tokens = { access: string; refresh: string | null }

export const tokensAad = (id: string) => `credential:${id}`
export const keyAad = (id: string) => `connection-key:${id}`

export const sealKey = (id: string, apiKey: string): string => seal(apiKey, keyAad(id))

/** The API key of a connection's credential; null: there is none, or it was sealed with another secret. */
export function keyOf({ id, sealedKey }: Pick<CredentialRow, 'id' | 'sealedKey'>): string | null {
  return sealedKey === null ? null : open(sealedKey, keyAad(id))
}

/** Strictly later than the one before it, since it tells one pair of tokens from the next. */
export function sealed(
  id: string,
  token: TokenSet,
  refreshToken: string | null,
  formerIssuedAt = 0,
): Pick<CredentialRow, 'sealedTokens' | 'tokenIssuedAt' | 'tokenExpiresAt'> {
  const tokens: Tokens = { access: token.accessToken, refresh: refreshToken }
  return {
    sealedTokens: seal(JSON.stringify(tokens), tokensAad(id)),
    tokenIssuedAt: Math.max(Date.now(), formerIssuedAt + 1),
    tokenExpiresAt: token.expiresAtMs,
  }
}

/** Opening a seal takes longer than asking SQLite for it; the newest tokens of so many stay open. */
const opened = () =>
  singleton(
    'opened-tokens',
    () => new LRUCache<string, { sealed: string; tokens: Tokens }>({ max: 200 }),
  )

/** A row that another secret sealed is of the past: it counts as signed out, rather than failing every request. */
export function unseal({ id, sealedTokens }: CredentialRow): Tokens {
  const known = opened().get(id)
  if (known?.sealed === sealedTokens) return known.tokens
  const text = open(sealedTokens, tokensAad(id))
  if (text === null) throw signedOut()
  const tokens = JSON.parse(text) as Tokens // Written by sealed() alone, and authenticated by the seal.
  opened().set(id, { sealed: sealedTokens, tokens })
  return tokens
}

/** Its tokens are opened anew the next time. */
export function forgetTokens(id: string): void {
  opened().delete(id)
}
