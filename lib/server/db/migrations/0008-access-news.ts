import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** When the asker saw how their request for access was answered. What was answered before is no news any more. */
export function accessNews(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('access_requests').addColumn('seen_at', 'bigint').execute()
      await sql`update access_requests set seen_at = decided_at`.execute(db)
    },
  }
}
