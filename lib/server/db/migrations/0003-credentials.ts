import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * IBM's tokens get rows of their own, so that work that outlives a session (a write whose outcome is not known yet) can
 * go on with the right it began with. Sessions of before end here: whoever was signed in signs in again.
 */
export function credentials(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.dropTable('sessions').execute()
      await db.schema
        .createTable('credentials')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('account_id', 'text', (column) => column.notNull())
        .addColumn('iam_id', 'text', (column) => column.notNull())
        .addColumn('sealed_tokens', 'text', (column) => column.notNull())
        .addColumn('token_issued_at', 'bigint', (column) => column.notNull())
        .addColumn('token_expires_at', 'bigint', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('sessions')
        .addColumn('id_hash', 'text', (column) => column.primaryKey().notNull())
        .addColumn('account_id', 'text', (column) => column.notNull())
        .addColumn('account_name', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('user_name', 'text', (column) => column.notNull())
        .addColumn('user_email', 'text', (column) => column.notNull())
        .addColumn('credential_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex('sessions_expires_at')
        .on('sessions')
        .column('expires_at')
        .execute()
      await db.schema
        .createIndex('sessions_user')
        .on('sessions')
        .columns(['account_id', 'user_id', 'created_at'])
        .execute()
      await db.schema
        .createIndex('sessions_credential')
        .on('sessions')
        .column('credential_id')
        .execute()
      await db.schema
        .createTable('settlements')
        .addColumn('attempt_id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('account_id', 'text', (column) => column.notNull())
        .addColumn('instance_id', 'text', (column) => column.notNull())
        .addColumn('zone_id', 'text', (column) => column.notNull())
        .addColumn('credential_id', 'text', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('tries', 'integer', (column) => column.notNull())
        .addColumn('given_up_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('settlements_due_at').on('settlements').column('due_at').execute()
      await db.schema
        .createIndex('settlements_credential')
        .on('settlements')
        .column('credential_id')
        .execute()
      await db.schema
        .createIndex('audit_attempts_request')
        .on('audit_attempts')
        .column('request_id')
        .execute()
      await db.schema
        .createTable('shared_notes')
        .addColumn('name', 'text', (column) => column.primaryKey().notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('until', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('shared_counters')
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('slot', 'bigint', (column) => column.notNull())
        .addColumn('amount', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('shared_counters_pk', ['name', 'slot'])
        .execute()
    },
  }
}
