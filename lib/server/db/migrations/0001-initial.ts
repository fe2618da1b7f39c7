import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../engine'

export function initial(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createSessions(db)
      await createAudit(db)
      await protectAudit(db, engine)
      await createWorkingTables(db)
    },
  }
}

async function createSessions(db: Kysely<unknown>) {
  await db.schema
    .createTable('sessions')
    .addColumn('id_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('account_name', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('user_name', 'text', (column) => column.notNull())
    .addColumn('user_email', 'text', (column) => column.notNull())
    .addColumn('sealed_tokens', 'text', (column) => column.notNull())
    .addColumn('token_expires_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('sessions_expires_at').on('sessions').column('expires_at').execute()
}

async function createAudit(db: Kysely<unknown>) {
  await db.schema
    .createTable('audit_attempts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('actor_email', 'text', (column) => column.notNull())
    .addColumn('actor_address', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('zone_id', 'text')
    .addColumn('zone_name', 'text')
    .addColumn('job_id', 'text')
    .addColumn('job_name', 'text')
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('before_json', 'text')
    .addColumn('after_json', 'text')
    .execute()
  await db.schema
    .createIndex('audit_attempts_account')
    .on('audit_attempts')
    .columns(['account_id', 'id'])
    .execute()
  await db.schema
    .createIndex('audit_attempts_zone')
    .on('audit_attempts')
    .columns(['zone_id', 'id'])
    .execute()
  await db.schema
    .createTable('audit_outcomes')
    .addColumn('attempt_id', 'text', (column) => column.notNull().references('audit_attempts.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) =>
      column.notNull().check(sql`outcome in ('succeeded', 'failed', 'unknown')`),
    )
    .addColumn('correlation_id', 'text')
    .addColumn('job_id', 'text')
    .addColumn('job_name', 'text')
    .addColumn('code', 'text')
    .addColumn('detail', 'text')
    .addColumn('after_json', 'text')
    .addPrimaryKeyConstraint('audit_outcomes_pk', ['attempt_id', 'seq'])
    .execute()
}

/** What was written stays as it was written, also for a query that somebody adds here by mistake. */
async function protectAudit(db: Kysely<unknown>, engine: Engine) {
  const tables = ['audit_attempts', 'audit_outcomes'] as const
  if (engine === 'postgres') {
    await sql`create function audit_is_append_only() returns trigger language plpgsql as
      $$ begin raise exception 'The audit is append only.'; end $$`.execute(db)
    for (const table of tables) {
      await sql`create trigger ${sql.ref(`${table}_append_only`)}
        before update or delete or truncate on ${sql.table(table)}
        for each statement execute function audit_is_append_only()`.execute(db)
    }
    return
  }
  for (const table of tables) {
    for (const verb of ['update', 'delete'] as const) {
      await sql`create trigger ${sql.ref(`${table}_no_${verb}`)}
        before ${sql.raw(verb)} on ${sql.table(table)}
        begin select raise(abort, 'The audit is append only.'); end`.execute(db)
    }
  }
}

async function createWorkingTables(db: Kysely<unknown>) {
  await db.schema
    .createTable('challenges')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('zone_id', 'text', (column) => column.notNull())
    .addColumn('destination_key', 'text', (column) => column.notNull())
    .addColumn('filename', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('challenges_place')
    .on('challenges')
    .columns(['zone_id', 'destination_key', 'asked_at'])
    .execute()
  await db.schema
    .createTable('recent_zones')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('zone_id', 'text', (column) => column.notNull())
    .addColumn('zone_name', 'text', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('recent_zones_pk', ['account_id', 'user_id', 'instance_id', 'zone_id'])
    .execute()
  await db.schema
    .createTable('sign_in_failures')
    .addColumn('bucket', 'text', (column) => column.primaryKey().notNull())
    .addColumn('window_start', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .execute()
}
