import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Whether the chain of the audit was found intact, and how far the next look at it has come: one row. */
export function auditChecks(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('audit_checks')
        .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
        .addColumn('checked_at', 'bigint')
        .addColumn('found_json', 'text')
        .addColumn('walk_json', 'text')
        .execute()
      await (db as Kysely<{ audit_checks: { id: number } }>)
        .insertInto('audit_checks')
        .values({ id: 1 })
        .execute()
    },
  }
}
