import 'server-only'
import type { Db } from './client'

/** The status of requests, for a change or for access, by their ids: one query for a whole page. */
export async function statusesOf(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('change_requests')
    .select(['id', 'status'])
    .where('id', 'in', ids)
    .unionAll(db.selectFrom('access_requests').select(['id', 'status']).where('id', 'in', ids))
    .execute()
  return new Map(rows.map(({ id, status }) => [id, status]))
}
