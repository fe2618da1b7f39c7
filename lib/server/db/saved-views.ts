import 'server-only'
import type { SavedFilter } from '@/lib/schemas/saved-view'
import type { Db } from './client'
import { fromJsonText } from './json'

/** A filter of the overview under a name of its owner's. */
export type SavedViewRow = { id: string; personId: string; name: string; filter: SavedFilter }

/** Of one person, by name. */
export async function listSavedViews(db: Db, personId: string): Promise<SavedViewRow[]> {
  const rows = await db
    .selectFrom('saved_views')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('name')
    .execute()
  return rows.map(({ id, person_id, name, filter_json }) => ({
    id,
    personId: person_id,
    name,
    // Written by saveView alone.
    filter: fromJsonText(filter_json) as SavedFilter,
  }))
}

/** Of one name there is one: a second takes its place. @returns the id under which it stands */
export async function saveView(db: Db, view: SavedViewRow, now: number): Promise<string> {
  const { id, personId, name, filter } = view
  const filterJson = JSON.stringify(filter)
  const row = await db
    .insertInto('saved_views')
    .values({ id, person_id: personId, name, filter_json: filterJson, created_at: now })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'name']).doUpdateSet({ filter_json: filterJson }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** @returns false: that person has none of this id */
export async function removeView(db: Db, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('saved_views')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
