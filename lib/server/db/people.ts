import 'server-only'
import { sql } from 'kysely'
import type { Db } from './client'
import type { PersonTable } from './schema'

/** Somebody of an identity provider, as their newest sign-in told; all their sessions and tokens follow it. */
export type PersonRow = {
  id: string
  issuer: string
  subject: string
  name: string
  email: string
  /** Only then the address counts for anything. */
  isEmailVerified: boolean
  groups: readonly string[]
  /** Of the newest sign-in, epoch ms: tells one state of the row from the next. */
  seenAt: number
}

/** Writes down what a sign-in tells. */
export async function savePerson(db: Db, person: PersonRow): Promise<void> {
  const told = {
    name: person.name,
    email: person.email,
    email_verified: person.isEmailVerified ? 1 : 0,
    groups_json: JSON.stringify(person.groups),
    seen_at: person.seenAt,
  }
  await db
    .insertInto('people')
    .values({
      id: person.id,
      issuer: person.issuer,
      subject: person.subject,
      first_seen_at: person.seenAt,
      ...told,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(told))
    .execute()
}

export async function findPerson(db: Db, id: string): Promise<PersonRow | null> {
  const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toPerson(row) : null
}

/** Who signed in last with a verified address (in small letters) of an issuer; null: nobody did. */
export async function findPersonByEmail(
  db: Db,
  { issuer, email }: Pick<PersonRow, 'issuer' | 'email'>,
): Promise<PersonRow | null> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('email', '=', email)
    .where('issuer', '=', issuer)
    .where('email_verified', '=', 1)
    .orderBy('seen_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toPerson(row) : null
}

/** Whom grants are bound to, by their ids. */
export async function listGranted(db: Db): Promise<Map<string, PersonRow>> {
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .where(
      'id',
      'in',
      db.selectFrom('grants').select('person_id').where('person_id', 'is not', null),
    )
    .execute()
  return new Map(rows.map((row) => [row.id, toPerson(row)]))
}

/** Who is in one of some groups, as their newest sign-in told; at most `limit`, by name. */
export async function listMembers(
  db: Db,
  issuer: string,
  groups: readonly string[],
  limit: number,
): Promise<PersonRow[]> {
  if (groups.length === 0) return []
  const named = groups.map((name) => {
    const text = JSON.stringify(name).replaceAll(/[\\%_]/g, '\\$&')
    return sql<boolean>`groups_json like ${`%${text}%`} escape '\\'`
  })
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .where('issuer', '=', issuer)
    .where((eb) => eb.or(named))
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute()
  // What SQLite compares in any case of the letters is compared once more.
  return rows.map(toPerson).filter((person) => person.groups.some((name) => groups.includes(name)))
}

export function toPerson(row: Omit<PersonTable, 'first_seen_at'>): PersonRow {
  return {
    id: row.id,
    issuer: row.issuer,
    subject: row.subject,
    name: row.name,
    email: row.email,
    isEmailVerified: row.email_verified === 1,
    groups: JSON.parse(row.groups_json) as string[], // Written by savePerson alone.
    seenAt: row.seen_at,
  }
}
