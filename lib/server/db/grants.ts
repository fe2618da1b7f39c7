import 'server-only'
import { comparedEmail } from '@/lib/grants/email'
import type { Grant } from '@/lib/grants/grant'
import type { Rails, Role, Scope } from '@/lib/schemas/grant'
import type { Db } from './client'
import { fromJsonText, toJsonText } from './json'
import type { GrantTable } from './schema'

/** A grant as it is kept. Times are epoch ms. */
export type GrantRow = Grant & {
  /** Whose groups and addresses are meant. */
  issuer: string
  /** Of a person: who it is, once they have signed in; from then on nobody else of that address. */
  personId: string | null
  createdAt: number
  createdBy: string
}

export async function listGrants(db: Db): Promise<GrantRow[]> {
  const rows = await db.selectFrom('grants').selectAll().orderBy('id').execute()
  return rows.map(toGrant)
}

export async function findGrant(db: Db, id: string): Promise<GrantRow | null> {
  const row = await db.selectFrom('grants').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toGrant(row) : null
}

/** Within the transaction of its record; `raiseTeamVersion` makes it count. */
export async function insertGrant(db: Db, grant: GrantRow): Promise<void> {
  await db
    .insertInto('grants')
    .values({
      id: grant.id,
      subject_kind: grant.subject.kind,
      subject: subjectText(grant.subject),
      issuer: grant.issuer,
      person_id: grant.personId,
      role: grant.role,
      scope_json: JSON.stringify(grant.scope),
      rails_json: toJsonText(grant.rails),
      expires_at: grant.expiresAtMs,
      created_at: grant.createdAt,
      created_by: grant.createdBy,
    })
    .execute()
}

export async function updateGrant(
  db: Db,
  id: string,
  { role, scope, rails, expiresAtMs, personId }: Omit<GrantRow, 'id'>,
): Promise<void> {
  await db
    .updateTable('grants')
    .set({
      role,
      scope_json: JSON.stringify(scope),
      rails_json: toJsonText(rails),
      expires_at: expiresAtMs,
      person_id: personId,
    })
    .where('id', '=', id)
    .execute()
}

/** @returns whether there was one */
export async function removeGrant(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('grants').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Grants by a verified address become this person's at their first sign-in. @returns how many */
export async function bindGrants(
  db: Db,
  person: { id: string; issuer: string; email: string },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('grants')
    .set({ person_id: person.id })
    .where('subject_kind', '=', 'person')
    .where('subject', '=', comparedEmail(person.email))
    .where('issuer', '=', person.issuer)
    .where('person_id', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What is kept in memory of grants and connections is read anew by the next request, in every process. */
export async function raiseTeamVersion(db: Db): Promise<void> {
  await db
    .updateTable('team_head')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()
}

/** Until the transaction ends nobody gives or changes a grant; as `raiseTeamVersion` does, without anything being new. */
export async function holdTeam(db: Db): Promise<void> {
  await db
    .updateTable('team_head')
    .set((eb) => ({ version: eb.ref('version') }))
    .execute()
}

export async function readTeamVersion(db: Db): Promise<number> {
  const { version } = await db.selectFrom('team_head').select('version').executeTakeFirstOrThrow()
  return version
}

function subjectText(subject: Grant['subject']): string {
  return subject.kind === 'person' ? comparedEmail(subject.email) : subject.name
}

function toGrant(row: GrantTable): GrantRow {
  return {
    id: row.id,
    subject:
      row.subject_kind === 'person'
        ? { kind: 'person', email: row.subject }
        : { kind: 'group', name: row.subject },
    issuer: row.issuer,
    personId: row.person_id,
    // Written by insertGrant and updateGrant alone, after the schemas of lib/schemas/grant.ts.
    role: row.role as Role,
    scope: fromJsonText(row.scope_json) as Scope,
    rails: fromJsonText(row.rails_json) as Rails | null,
    expiresAtMs: row.expires_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}
