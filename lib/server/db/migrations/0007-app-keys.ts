import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Keys of the dashboard's own that outlive its secret, sealed. */
export function appKeys(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('app_keys')
        .addColumn('name', 'text', (column) => column.primaryKey().notNull())
        .addColumn('sealed_key', 'text', (column) => column.notNull())
        .execute()
    },
  }
}
