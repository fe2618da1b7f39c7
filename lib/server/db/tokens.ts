import 'server-only'
import type { Scope } from '@/lib/schemas/grant'
import type { TokenRole } from '@/lib/schemas/token'
import type { Db } from './client'
import { fromJsonText } from './json'
import { lookUp } from './look-up'
import { type PersonRow, personColumns, toPerson } from './people'
import type { PersonTable, TokenTable } from './schema'

/** A token for programs. Times are epoch ms. */
export type TokenRow = {
  id: string
  name: string
  personId: string
  role: TokenRole
  scope: Scope
  expiresAt: number
  createdAt: number
  lastUsedAt: number | null
}

/** Whose it is, as far as it is shown. */
export type Owner = { id: string; name: string; email: string }

/** Within the transaction of its record. `secretHash`: SHA-256 of what the program sends. */
export async function insertToken(db: Db, token: TokenRow, secretHash: string): Promise<void> {
  await db
    .insertInto('tokens')
    .values({
      id: token.id,
      secret_hash: secretHash,
      name: token.name,
      person_id: token.personId,
      role: token.role,
      scope_json: JSON.stringify(token.scope),
      expires_at: token.expiresAt,
      created_at: token.createdAt,
      last_used_at: token.lastUsedAt,
    })
    .execute()
}

/** The newest first. `personId`: of one person; null: of everybody. */
export async function listTokens(
  db: Db,
  personId: string | null,
  limit: number,
): Promise<{ token: TokenRow; owner: Owner }[]> {
  let query = db
    .selectFrom('tokens')
    .leftJoin('people', 'people.id', 'tokens.person_id')
    .selectAll('tokens')
    .select(['people.name as person_name', 'people.email as person_email'])
    .orderBy('tokens.created_at', 'desc')
    .orderBy('tokens.id', 'desc')
    .limit(limit)
  if (personId !== null) query = query.where('tokens.person_id', '=', personId)
  const rows = await query.execute()
  return rows.map((row) => ({
    token: toToken(row),
    owner: {
      id: row.person_id,
      name: row.person_name ?? row.person_id,
      email: row.person_email ?? '',
    },
  }))
}

export async function countTokens(db: Db, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('tokens')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** @returns what it was; null: there was none of that id, or it is somebody else's (`personId`) */
export async function removeToken(
  db: Db,
  id: string,
  personId: string | null,
): Promise<TokenRow | null> {
  let query = db.deleteFrom('tokens').where('id', '=', id)
  if (personId !== null) query = query.where('person_id', '=', personId)
  const row = await query.returningAll().executeTakeFirst()
  return row ? toToken(row) : null
}

/** Those that nobody can use any more. @returns how many were removed */
export async function removeExpiredTokens(db: Db, before: number): Promise<number> {
  const result = await db.deleteFrom('tokens').where('expires_at', '<=', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** What a request with a token asks first: the token, its person, and the version of grants and connections. */
export type FoundToken = { token: TokenRow; person: PersonRow; teamVersion: number }

type Joined = TokenTable &
  Pick<
    PersonTable,
    'issuer' | 'subject' | 'email' | 'email_verified' | 'groups_json' | 'seen_at'
  > & {
    person_name: string
    team_version: number
  }

const findByHash = lookUp<Joined>((db) =>
  db
    .selectFrom('tokens')
    .innerJoin('people', 'people.id', 'tokens.person_id')
    .selectAll('tokens')
    .select((eb) => [
      ...personColumns,
      'people.email',
      'people.name as person_name',
      eb.selectFrom('team_head').select('version').$asScalar().$notNull().as('team_version'),
    ])
    .where('secret_hash', '=', ''),
)

/** The token of this secret's hash; null: there is none, or its time is over. */
export async function findToken(
  db: Db,
  secretHash: string,
  now = Date.now(),
): Promise<FoundToken | null> {
  const row = await findByHash(db, secretHash)
  if (!row || row.expires_at <= now) return null
  const { person_id: id, person_name: name } = row
  return {
    token: toToken(row),
    person: toPerson({ ...row, id, name }),
    teamVersion: row.team_version,
  }
}

/** All that have not expired, with whose they are; by name. */
export async function listLiveTokens(
  db: Db,
  now = Date.now(),
): Promise<{ token: TokenRow; person: PersonRow }[]> {
  const rows = await db
    .selectFrom('tokens')
    .innerJoin('people', 'people.id', 'tokens.person_id')
    .selectAll('tokens')
    .select([...personColumns, 'people.email', 'people.name as person_name'])
    .where('tokens.expires_at', '>', now)
    .orderBy('tokens.name')
    .execute()
  return rows.map(({ person_name: name, ...row }) => ({
    token: toToken(row),
    person: toPerson({ ...row, id: row.person_id, name }),
  }))
}

const touchEveryMs = 60_000

/** Notes that a token is in use; writes at most once a minute. */
export async function touchToken(
  db: Db,
  { id, lastUsedAt }: Pick<TokenRow, 'id' | 'lastUsedAt'>,
  now = Date.now(),
): Promise<void> {
  if (lastUsedAt !== null && now - lastUsedAt < touchEveryMs) return
  await db
    .updateTable('tokens')
    .set({ last_used_at: now })
    .where('id', '=', id)
    // Of the requests that read the same row only the first writes.
    .where((eb) =>
      eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', now - touchEveryMs)]),
    )
    .execute()
}

function toToken(row: TokenTable): TokenRow {
  return {
    id: row.id,
    name: row.name,
    personId: row.person_id,
    // Written by insertToken alone, after the schemas of lib/schemas/token.ts.
    role: row.role as TokenRole,
    scope: fromJsonText(row.scope_json) as Scope,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}
