import 'server-only'
import type { Db } from './client'
import { type CredentialRow, toCredential } from './credentials'
import { lookUp } from './look-up'
import { type PersonRow, personColumns, toPerson } from './people'
import type { CredentialTable, PersonTable, SessionTable } from './schema'

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
  /** Whose right at IBM: their own, or none, where `person` says who it is. */
  credential: CredentialRow | null
  person: PersonRow | null
  sealedIdToken: string | null
  /** What is kept of grants and connections is good for this version. */
  teamVersion: number
}
type Own = { credentialId: string } | { personId: string; sealedIdToken: string | null }
export type NewSession = Omit<
  SessionRow,
  'createdAt' | 'lastSeenAt' | 'credential' | 'person' | 'sealedIdToken' | 'teamVersion'
> &
  Own

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
      credential_id: 'credentialId' in session ? session.credentialId : null,
      person_id: 'personId' in session ? session.personId : null,
      sealed_id_token: 'personId' in session ? session.sealedIdToken : null,
      created_at: now,
      last_seen_at: now,
      expires_at: session.expiresAt,
    })
    .execute()
}

type Nullable<Row> = { [Member in keyof Row]: Row[Member] | null }
type Joined = SessionTable &
  Nullable<Omit<CredentialTable, 'created_at' | 'account_id' | 'id'>> &
  Nullable<Omit<PersonTable, 'id' | 'email' | 'name' | 'first_seen_at'>> & {
    person_name: string | null
    person_email: string | null
    team_version: number
  }

const findByHash = lookUp<Joined>((db) =>
  db
    .selectFrom('sessions')
    .leftJoin('credentials', 'credentials.id', 'sessions.credential_id')
    .leftJoin('people', 'people.id', 'sessions.person_id')
    .selectAll('sessions')
    .select((eb) => [
      'credentials.iam_id',
      'credentials.sealed_tokens',
      'credentials.sealed_key',
      'credentials.token_issued_at',
      'credentials.token_expires_at',
      ...personColumns,
      'people.email as person_email',
      'people.name as person_name',
      eb.selectFrom('team_head').select('version').$asScalar().$notNull().as('team_version'),
    ])
    .where('id_hash', '=', ''),
)

/** The session that this hash names, or null when there is none or its time is over. Every request asks this. */
export async function findSession(
  db: Db,
  idHash: string,
  now = Date.now(),
): Promise<SessionRow | null> {
  const row = await findByHash(db, idHash)
  if (!row || row.expires_at <= now) return null
  const session = toSession(row)
  // Whose tokens or whose person are gone has ended with them.
  return session.credential || session.person ? session : null
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

/** @returns its credential, if it had one; null: there was no such session */
export async function removeSession(
  db: Db,
  idHash: string,
): Promise<{ credentialId: string | null } | null> {
  const row = await db
    .deleteFrom('sessions')
    .where('id_hash', '=', idHash)
    .returning('credential_id')
    .executeTakeFirst()
  return row ? { credentialId: row.credential_id } : null
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
  return rows.flatMap((row) => row.credential_id ?? [])
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
    credential: credentialOf(row),
    person: personOf(row),
    sealedIdToken: row.sealed_id_token,
    teamVersion: row.team_version,
  }
}

function credentialOf(row: Joined): CredentialRow | null {
  const { credential_id: id, iam_id, sealed_tokens, token_issued_at, token_expires_at } = row
  if (id === null || iam_id === null || sealed_tokens === null) return null
  if (token_issued_at === null || token_expires_at === null) return null
  const { account_id, sealed_key } = row
  return toCredential({
    id,
    account_id,
    iam_id,
    sealed_tokens,
    sealed_key,
    token_issued_at,
    token_expires_at,
  })
}

function personOf(row: Joined): PersonRow | null {
  const { person_id: id, issuer, subject, email_verified, groups_json, seen_at } = row
  if (id === null || issuer === null || subject === null) return null
  if (email_verified === null || groups_json === null || seen_at === null) return null
  // Not the session's own: an address that was verified then may be somebody else's now.
  const { person_name: name, person_email: email } = row
  if (name === null || email === null) return null
  return toPerson({ id, issuer, subject, name, email, email_verified, groups_json, seen_at })
}

/** The right at IBM of somebody who is signed in somewhere with one of their own, of their newest session; null: nobody is. */
export async function findOwnCredential(
  db: Db,
  { userId, accountId }: { userId: string; accountId: string },
  now = Date.now(),
): Promise<CredentialRow | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('credentials', 'credentials.id', 'sessions.credential_id')
    .selectAll('credentials')
    .where('sessions.user_id', '=', userId)
    .where('sessions.account_id', '=', accountId)
    .where('sessions.expires_at', '>', now)
    .orderBy('sessions.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toCredential(row) : null
}
