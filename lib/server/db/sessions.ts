import 'server-only'
import type { CompiledQuery } from 'kysely'
import type { Db } from './client'
import { type CredentialRow, toCredential } from './credentials'
import type { CredentialTable, SessionTable } from './schema'

/** A signed-in browser. Times are epoch ms. */
export type SessionRow = {
  /** SHA-256 of the id in the cookie. */
  idHash: string
  accountId: string
  accountName: string
  userId: string
  userName: string
  userEmail: string
  createdAt: number
  lastSeenAt: number
  expiresAt: number
  credential: CredentialRow
}
export type NewSession = Omit<SessionRow, 'createdAt' | 'lastSeenAt' | 'credential'> & {
  credentialId: string
}

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
      credential_id: session.credentialId,
      created_at: now,
      last_seen_at: now,
      expires_at: session.expiresAt,
    })
    .execute()
}

type Joined = SessionTable & Omit<CredentialTable, 'created_at'>

const findQueries = new WeakMap<Db, CompiledQuery<Joined>>()

function findQuery(db: Db): CompiledQuery<Joined> {
  let query = findQueries.get(db)
  if (!query) {
    query = db
      .selectFrom('sessions')
      .innerJoin('credentials', 'credentials.id', 'sessions.credential_id')
      .selectAll('sessions')
      .select([
        'credentials.id',
        'credentials.iam_id',
        'credentials.sealed_tokens',
        'credentials.token_issued_at',
        'credentials.token_expires_at',
      ])
      .where('id_hash', '=', '')
      .compile()
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
  const { rows } = await db.executeQuery<Joined>({ ...findQuery(db), parameters: [idHash] })
  const row = rows[0]
  return row && row.expires_at > now ? toSession(row) : null
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

/** @returns the id of its credential; null: there was no such session */
export async function removeSession(db: Db, idHash: string): Promise<string | null> {
  const row = await db
    .deleteFrom('sessions')
    .where('id_hash', '=', idHash)
    .returning('credential_id')
    .executeTakeFirst()
  return row?.credential_id ?? null
}

/** Ends the sessions of somebody beyond the newest `most`. @returns the ids of their credentials */
export async function removeOldestSessions(
  db: Db,
  person: { accountId: string; userId: string },
  most: number,
): Promise<string[]> {
  const rows = await db
    .deleteFrom('sessions')
    .where('id_hash', 'in', (eb) =>
      eb
        .selectFrom('sessions')
        .select('id_hash')
        .where('account_id', '=', person.accountId)
        .where('user_id', '=', person.userId)
        .orderBy('created_at', 'desc')
        .orderBy('id_hash')
        .limit(1_000)
        .offset(most),
    )
    .returning('credential_id')
    .execute()
  return rows.map((row) => row.credential_id)
}

/** @returns how many were removed */
export async function removeExpiredSessions(db: Db, now = Date.now()): Promise<number> {
  const result = await db.deleteFrom('sessions').where('expires_at', '<=', now).executeTakeFirst()
  return Number(result.numDeletedRows)
}

function toSession(row: Joined): SessionRow {
  return {
    idHash: row.id_hash,
    accountId: row.account_id,
    accountName: row.account_name,
    userId: row.user_id,
    userName: row.user_name,
    userEmail: row.user_email,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    credential: toCredential(row),
  }
}
