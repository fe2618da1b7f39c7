import 'server-only'
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { connectionUnusable, signedOut } from './credential-errors'
import { inTransaction } from './db/audit-chain'
import { type Db, getDb } from './db/client'
import { connectionOfCredential, noteConnectionState } from './db/connections'
import {
  type CredentialRow,
  expireCredential,
  findCredential,
  removeCredential,
  updateCredentialTokens,
} from './db/credentials'
import { holdTeam, raiseTeamVersion } from './db/grants'
import type { AppError } from './errors'
import { refresh, type TokenSet, tokenByApiKey } from './ibm/iam'
import { IamRefusal } from './ibm/iam-refusal'
import { log } from './log'
import { forgetTokens, keyOf, sealed, type Tokens, unseal } from './sealed-tokens'
import { singleton } from './singleton'
import { store } from './store'

/** A token this close to its end is refreshed first, so that it does not run out in the middle of a list. */
const refreshAheadMs = 5 * 60 * 1000
/**
 * While somebody works, tokens are refreshed this often: an account may end a session after 15 minutes to 2 hours of
 * inactivity (terraform-provider-ibm, iam_account_settings, `session_invalidation_in_seconds`; BXNIM0439E), though its access
 * token would last for an hour. That a refresh counts as activity is unproven.
 */
const refreshEveryMs = 10 * 60 * 1000
/** Of one refresh: all who wait for it share it, so it has a limit of its own. */
const refreshWithinMs = 20_000
/** Before its end a token is still sent where IAM can't be asked for a newer one. */
const stillGoodMs = 10_000
/** After IAM failed to answer, a token that is still good is not held up by asking it again for so long. */
const askAgainAfterMs = 30_000

const leftMs = (row: CredentialRow) => row.tokenExpiresAt - Date.now()

/** Too close to its end to be sent on. */
export const isEnding = (row: CredentialRow): boolean => leftMs(row) <= refreshAheadMs

/** Time for the next one, whether or not this one is still good. */
export function isDue(row: CredentialRow): boolean {
  return isEnding(row) || Date.now() - row.tokenIssuedAt > refreshEveryMs
}

/** When IAM last failed to answer for a credential. */
const failedAt = () =>
  singleton('refresh-failures', () => new LRUCache<string, number>({ max: 1_000 }))

/** A key that IAM has just refused is not held up to it again by every request; whoever replaces it is not kept waiting. */
const believedRefusedMs = 10_000
const refusedKeys = () =>
  singleton(
    'refused-keys',
    () =>
      new LRUCache<string, { error: AppError; sealedKey: string; untilMs: number }>({ max: 500 }),
  )

/** What this process remembers of a credential is of the past. */
export function forget(id: string): void {
  forgetTokens(id)
  refusedKeys().delete(id)
}

const refreshes = () =>
  singleton('token-refreshes', () => new Map<string, Promise<CredentialRow>>())

/** Refreshes IBM's token; concurrent callers share the call. `refused`: IBM takes this one no more. */
export async function refreshed(live: { row: CredentialRow }, refused?: string): Promise<string> {
  const { id } = live.row
  const running = refreshes()
  let pending = running.get(id)
  if (!pending) {
    pending = refreshRow(id, refused).finally(() => running.delete(id))
    running.set(id, pending)
  }
  live.row = await pending
  return unseal(live.row).access
}

/** One process at a time, since a refresh token may be good for one use; the row is read once its turn has come. */
async function refreshRow(id: string, refused: string | undefined): Promise<CredentialRow> {
  const until = Date.now() + refreshWithinMs
  const lease = await store().take(`refresh:${id}`, refreshWithinMs, until)
  try {
    return await refreshNow(id, refused, until)
  } finally {
    await lease?.release()
  }
}

/** What the row holds now is looked at first: another request may have refreshed it, or signed out, meanwhile. */
async function refreshNow(
  id: string,
  refused: string | undefined,
  deadlineMs: number,
): Promise<CredentialRow> {
  const db = await getDb()
  const row = await findCredential(db, id)
  if (!row) throw signedOut()
  const tokens = unseal(row)
  const isFresh = refused === undefined ? !isDue(row) : tokens.access !== refused
  if (isFresh) return row
  const lives = leftMs(row) > stillGoodMs
  const known = row.sealedKey === null ? undefined : refusedKeys().get(id)
  if (known && known.sealedKey === row.sealedKey && known.untilMs > Date.now()) throw known.error
  const renew = await renewal(db, row, tokens)
  // Refused before its end and not to be renewed: whoever asked hears IBM's refusal, since a new sign-in would end the same.
  if (!renew) return lives ? row : over(db, row)
  const stillGood = refused === undefined && lives
  const failures = failedAt()
  if (stillGood && Date.now() - (failures.get(id) ?? 0) < askAgainAfterMs) return row
  let fresh: TokenSet
  try {
    fresh = await renew({ deadlineMs, requestId: randomUUID() })
  } catch (error) {
    if (error instanceof IamRefusal) {
      if (row.sealedKey === null) return over(db, row, error)
      throw await keyRefused(db, row, error)
    }
    // IAM is down, but the token it gave still works for a while.
    if (!stillGood) throw error
    failures.set(id, Date.now())
    return row
  }
  failures.delete(id)
  if (row.sealedKey !== null) await keyAccepted(db, row)
  const next = sealed(id, fresh, fresh.refreshToken ?? tokens.refresh, row.tokenIssuedAt)
  if (await updateCredentialTokens(db, id, row.tokenIssuedAt, next)) return { ...row, ...next }
  // Another process was faster, or the person signed out meanwhile.
  const current = await findCredential(db, id)
  if (!current) throw signedOut()
  return current
}

/** How newer tokens are got: by a connection's key, by refreshing; null: not at all. */
async function renewal(db: Db, row: CredentialRow, tokens: Tokens) {
  if (row.sealedKey !== null) {
    const apiKey = keyOf(row)
    if (apiKey === null) throw await keyRefused(db, row)
    return (call: Parameters<typeof tokenByApiKey>[1]) => tokenByApiKey(apiKey, call)
  }
  const { refresh: refreshToken } = tokens
  if (!refreshToken) return null
  return (call: Parameters<typeof refresh>[2]) => refresh(refreshToken, row.accountId, call)
}

/** Writes down that a connection's key is refused, so that administrators see which, and that its tokens count no more. */
async function keyRefused(db: Db, row: CredentialRow, refusal?: IamRefusal): Promise<AppError> {
  const { id, iamId, sealedKey } = row
  log.warn('connection_key_refused', { reason: refusal?.reason ?? 'other_secret', iamId })
  const connection = await inTransaction(db, async (transaction) => {
    const current = await findCredential(transaction, id)
    // Of another key, which somebody gave it while IAM was asked, the refusal says nothing.
    if (current && keyOf(current) === keyOf(row)) {
      await holdTeam(transaction)
      if (await noteConnectionState(transaction, id, 'refused')) await raiseTeamVersion(transaction)
      await expireCredential(transaction, id)
    }
    return connectionOfCredential(transaction, id)
  })
  const error = connectionUnusable(connection, refusal)
  const untilMs = Date.now() + believedRefusedMs
  if (sealedKey !== null) refusedKeys().set(id, { error, sealedKey, untilMs })
  return error
}

async function keyAccepted(db: Db, { id }: CredentialRow): Promise<void> {
  refusedKeys().delete(id)
  await inTransaction(db, async (transaction) => {
    await holdTeam(transaction)
    if (await noteConnectionState(transaction, id, 'ok')) await raiseTeamVersion(transaction)
  })
}

/**
 * IAM refreshes these tokens no more. Another process may have traded them for newer ones a moment ago: then the row
 * has those. Otherwise the credential ends, and with it the session. Throws `signed_out`.
 */
async function over(db: Db, row: CredentialRow, refusal?: IamRefusal): Promise<CredentialRow> {
  const current = await findCredential(db, row.id)
  if (current && current.tokenIssuedAt !== row.tokenIssuedAt) return current
  log.info('credential_ended_by_iam', { reason: refusal?.reason ?? 'expired', iamId: row.iamId })
  forget(row.id)
  await removeCredential(db, row.id)
  throw signedOut(refusal)
}
