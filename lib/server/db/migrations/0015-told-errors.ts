import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Which errors of a loss have a stretch: one that comes again and again has one. */
export function toldErrors(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('fleet_jobs').addColumn('told_errors', 'text').execute()
    },
  }
}
