import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Moves of jobs from one destination to another, which outlive the request that began them, and their process. */
export function moves(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('moves')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('account_id', 'text', (column) => column.notNull())
        .addColumn('instance_id', 'text', (column) => column.notNull())
        .addColumn('zone_id', 'text', (column) => column.notNull())
        .addColumn('old_job_id', 'text', (column) => column.notNull())
        .addColumn('new_job_id', 'text')
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('why_code', 'text')
        .addColumn('why_message', 'text')
        .addColumn('keeps_old', 'integer', (column) => column.notNull())
        .addColumn('final_name', 'text')
        .addColumn('old_revision', 'text', (column) => column.notNull())
        .addColumn('principal_json', 'text', (column) => column.notNull())
        .addColumn('attempt_id', 'text', (column) => column.notNull())
        .addColumn('step_id', 'text')
        .addColumn('sealed_plan', 'text')
        .addColumn('credential_id', 'text')
        .addColumn('last_seen_json', 'text')
        .addColumn('asked_at', 'bigint', (column) => column.notNull())
        .addColumn('deadline_at', 'bigint')
        .addColumn('ended_at', 'bigint')
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('tries', 'integer', (column) => column.notNull())
        .execute()
      // At most one open move a job, as the old one or as the new one.
      for (const column of ['old_job_id', 'new_job_id']) {
        await db.schema
          .createIndex(`moves_open_${column}`)
          .unique()
          .on('moves')
          .columns(['instance_id', 'zone_id', column])
          .where('ended_at', 'is', null)
          .execute()
      }
      await db.schema
        .createIndex('moves_zone')
        .on('moves')
        .columns(['instance_id', 'zone_id', 'ended_at'])
        .execute()
      await db.schema
        .createIndex('moves_due_at')
        .on('moves')
        .columns(['ended_at', 'due_at'])
        .execute()
      await db.schema.createIndex('moves_credential').on('moves').column('credential_id').execute()
    },
  }
}
