import 'server-only'
import type { CompiledQuery } from 'kysely'
import type { Db } from './client'
import type { SessionTable } from './schema'

/** A signed-in browser. Times are epoch ms. */
export type SessionRow = {
  /** SHA-256 of the id in the cookie. */
  idHash: string
  accountId: string
  accountName: string
  userId: string
  userName: string
  userEmail: string
  /** IBM's tokens, sealed. */
  sealedTokens: string
  tokenExpiresAt: number
  createdAt: number
  lastSeenAt: number
  expiresAt: number
}
export type NewSession = Omit<SessionRow, 'createdAt' | 'lastSeenAt'>

const touchEveryMs = 60_000

export async function createSession(db: Db, session: NewSession, now = Date.now()): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      id_hash: session.idHash,
      account_id: session.accountId,
      account_name: session.accountName,
      user_id: session.userId,
      user_name: session.userName,
      user_email: session.userEmail,
      sealed_tokens: session.sealedTokens,
      token_expires_at: session.tokenExpiresAt,
      created_at: now,
      last_seen_at: now,
      expires_at: session.expiresAt,
    })
    .execute()
}

const findQueries = new WeakMap<Db, CompiledQuery<SessionTable>>()

function findQuery(db: Db): CompiledQuery<SessionTable> {
  let query = findQueries.get(db)
  if (!query) {
    query = db.selectFrom('sessions').selectAll().where('id_hash', '=', '').compile()
    findQueries.set(db, query)
  }
  return query
}

/** The session that this hash names, or null when there is none or its time is over. Every request asks this. */
export async function findSession(
  db: Db,
  idHash: string,
  now = Date.now(),
): Promise<SessionRow | null> {
  // Building and compiling the query costs several times as much as running it.
  const { rows } = await db.executeQuery<SessionTable>({ ...findQuery(db), parameters: [idHash] })
  const row = rows[0]
  return row && row.expires_at > now ? toSession(row) : null
}

/**
 * Stores refreshed tokens unless another request did so first.
 * @returns false: the tokens are no longer those that expire at `expected`; read the session again.
 */
export async function updateSessionTokens(
  db: Db,
  idHash: string,
  expected: number,
  tokens: { sealedTokens: string; tokenExpiresAt: number },
): Promise<boolean> {
  const result = await db
    .updateTable('sessions')
    .set({ sealed_tokens: tokens.sealedTokens, token_expires_at: tokens.tokenExpiresAt })
    .where('id_hash', '=', idHash)
    .where('token_expires_at', '=', expected)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Notes that the session is in use; writes at most once a minute. */
export async function touchSession(
  db: Db,
  session: Pick<SessionRow, 'idHash' | 'lastSeenAt'>,
  now = Date.now(),
): Promise<void> {
  if (now - session.lastSeenAt < touchEveryMs) return
  await db
    .updateTable('sessions')
    .set({ last_seen_at: now })
    .where('id_hash', '=', session.idHash)
    // Of the requests that read the same row only the first writes.
    .where('last_seen_at', '<=', now - touchEveryMs)
    .execute()
}

export async function removeSession(db: Db, idHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
}

/** @returns how many were removed */
export async function removeExpiredSessions(db: Db, now = Date.now()): Promise<number> {
  const result = await db.deleteFrom('sessions').where('expires_at', '<=', now).executeTakeFirst()
  return Number(result.numDeletedRows)
}

function toSession(row: SessionTable): SessionRow {
  return {
    idHash: row.id_hash,
    accountId: row.account_id,
    accountName: row.account_name,
    userId: row.user_id,
    userName: row.user_name,
    userEmail: row.user_email,
    sealedTokens: row.sealed_tokens,
    tokenExpiresAt: row.token_expires_at,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  }
}
