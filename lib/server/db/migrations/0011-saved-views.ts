import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Filters of the overview that somebody gave a name. */
export function savedViews(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('saved_views')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('filter_json', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addUniqueConstraint('saved_views_name', ['person_id', 'name'])
        .execute()
    },
  }
}
