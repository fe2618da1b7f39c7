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

/** What goes by its own name wherever people are joined to something else; names and addresses seldom do. */
export const personColumns = [
  'people.issuer',
  'people.subject',
  'people.email_verified',
  'people.groups_json',
  'people.seen_at',
] as const

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

/** Who somebody is, as far as it is shown. */
export type NamedPerson = Pick<PersonRow, 'id' | 'name' | 'email'>

/** Whom grants are bound to, by their ids. */
export async function listGranted(db: Db): Promise<Map<string, NamedPerson>> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'email'])
    .where(
      'id',
      'in',
      db.selectFrom('grants').select('person_id').where('person_id', 'is not', null),
    )
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** More groups than these are faster found by reading everybody than by looking for each. */
const fewGroups = 20

/** Who is in one of some groups, as their newest sign-in told, by group; each at most `limit`, by name. */
export async function listMembers(
  db: Db,
  issuer: string,
  groups: ReadonlySet<string>,
  limit: number,
): Promise<Map<string, NamedPerson[]>> {
  const members = new Map<string, NamedPerson[]>()
  if (groups.size === 0) return members
  let query = db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'groups_json'])
    .where('issuer', '=', issuer)
    .orderBy('name')
    .orderBy('id')
  if (groups.size <= fewGroups) query = query.where((eb) => eb.or([...groups].map(isNamed)))
  for (const { groups_json, ...person } of await query.execute()) {
    // What SQLite compares in any case of the letters is compared once more.
    for (const name of new Set(groupsOf(groups_json))) {
      if (!groups.has(name)) continue
      const own = members.get(name) ?? []
      if (own.length < limit) own.push(person)
      members.set(name, own)
    }
  }
  return members
}

function isNamed(group: string) {
  const text = JSON.stringify(group).replaceAll(/[\\%_]/g, '\\$&')
  return sql<boolean>`groups_json like ${`%${text}%`} escape '\\'`
}

const groupsOf = (json: string) => JSON.parse(json) as string[] // Written by savePerson alone.

export function toPerson(row: Omit<PersonTable, 'first_seen_at'>): PersonRow {
  return {
    id: row.id,
    issuer: row.issuer,
    subject: row.subject,
    name: row.name,
    email: row.email,
    isEmailVerified: row.email_verified === 1,
    groups: groupsOf(row.groups_json),
    seenAt: row.seen_at,
  }
}
