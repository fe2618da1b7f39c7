import 'server-only'
import { sql } from 'kysely'
import type { Db } from './client'

/** What a person is found by, in small letters: neither engine lowers `Ä` under every locale. */
export function actorText(actor: { name: string; email: string }): string {
  return lower(`${actor.name}\n${actor.email}`)
}

const lower = (text: string) => text.normalize('NFC').toLowerCase()

/**
 * The number by which entries name a person; a name or an address that is new gets a number of its own. The caller
 * holds the head of the audit, so no two processes give out the same one.
 */
export async function actorNumber(
  db: Db,
  accountId: string,
  actor: { id: string; name: string; email: string },
): Promise<number> {
  const person = { account_id: accountId, actor_id: actor.id, text: actorText(actor) }
  const known = await db
    .selectFrom('audit_actors')
    .select('no')
    .where('account_id', '=', person.account_id)
    .where('actor_id', '=', person.actor_id)
    .where('text', '=', person.text)
    .executeTakeFirst()
  if (known) return known.no
  const { last } = await db
    .selectFrom('audit_actors')
    .select((eb) => eb.fn.max('no').as('last'))
    .executeTakeFirstOrThrow()
  const no = (last ?? 0) + 1
  await db
    .insertInto('audit_actors')
    .values({ no, ...person })
    .execute()
  return no
}

/** The numbers of all whose whole id, or a part of whose name or address, this is; in any case, in whichever account. */
export async function findActors(db: Db, actor: string): Promise<number[]> {
  const pattern = `%${lower(actor).replaceAll(/[\\%_]/g, '\\$&')}%`
  const rows = await db
    .selectFrom('audit_actors')
    .select('no')
    .where((eb) =>
      eb.or([eb('actor_id', '=', actor), sql<boolean>`text like ${pattern} escape '\\'`]),
    )
    .orderBy('no')
    .execute()
  return rows.map(({ no }) => no)
}

/** The numbers of people by their whole ids, under each name and address they had. */
export async function findActorsById(db: Db, ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('audit_actors')
    .select('no')
    .where('actor_id', 'in', ids)
    .orderBy('no')
    .execute()
  return rows.map(({ no }) => no)
}
