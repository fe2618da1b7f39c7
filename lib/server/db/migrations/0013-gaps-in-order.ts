import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Gaps are read a page at a time, in the order in which they began. */
export function gapsInOrder(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createIndex('fleet_gaps_from')
        .on('fleet_gaps')
        .columns(['owner', 'from_at', 'zone_id', 'job_id'])
        .execute()
    },
  }
}
