import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What nobody did through this dashboard is read a job at a time. Of other reads it must not be the way: they lack `who is null`. */
export function outsideEvents(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createIndex('fleet_events_outside')
        .on('fleet_events')
        .columns(['owner', 'zone_id', 'job_id', 'kind', 'at'])
        .where(sql.ref('who'), 'is', null)
        .execute()
    },
  }
}
