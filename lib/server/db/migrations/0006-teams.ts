import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * People by the company's identity provider, what they are granted, and with which connection IBM is called for them.
 * Sessions stay as they are; their table is copied, since SQLite can't let a column be null afterwards.
 */
export function teams(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await widenSessions(db)
      await db.schema.alterTable('credentials').addColumn('sealed_key', 'text').execute()
      await db.schema
        .createTable('people')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('issuer', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('email', 'text', (column) => column.notNull())
        .addColumn('email_verified', 'integer', (column) => column.notNull())
        .addColumn('groups_json', 'text', (column) => column.notNull())
        .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex('people_email')
        .on('people')
        .columns(['email', 'issuer'])
        .execute()
      await connections(db)
      await grants(db)
      await requests(db)
      await db.schema
        .createTable('tokens')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('scope_json', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('last_used_at', 'bigint')
        .execute()
      await db.schema.createIndex('tokens_person').on('tokens').column('person_id').execute()
    },
  }
}

async function widenSessions(db: Kysely<unknown>) {
  await db.schema
    .createTable('sessions_next')
    .addColumn('id_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('account_name', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('user_name', 'text', (column) => column.notNull())
    .addColumn('user_email', 'text', (column) => column.notNull())
    .addColumn('credential_id', 'text')
    .addColumn('person_id', 'text')
    .addColumn('sealed_id_token', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  const columns = sql.join(
    [
      'id_hash',
      'account_id',
      'account_name',
      'user_id',
      'user_name',
      'user_email',
      'credential_id',
      'created_at',
      'last_seen_at',
      'expires_at',
    ].map((column) => sql.ref(column)),
  )
  await sql`insert into sessions_next (${columns}) select ${columns} from sessions`.execute(db)
  await db.schema.dropTable('sessions').execute()
  await db.schema.alterTable('sessions_next').renameTo('sessions').execute()
  await db.schema.createIndex('sessions_expires_at').on('sessions').column('expires_at').execute()
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
}

async function connections(db: Kysely<unknown>) {
  await db.schema
    .createTable('connections')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text')
    .addColumn('key_name', 'text')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('credential_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('checked_at', 'bigint', (column) => column.notNull())
    .addColumn('lacks_json', 'text', (column) => column.notNull())
    .addColumn('instances_json', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('connection_choices')
    .addColumn('instance_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('connection_id', 'text', (column) => column.notNull())
    .execute()
}

async function grants(db: Kysely<unknown>) {
  await db.schema
    .createTable('grants')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('scope_json', 'text', (column) => column.notNull())
    .addColumn('rails_json', 'text')
    .addColumn('expires_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .execute()
  // What is kept of grants and connections in memory is good for one version; every change of either raises it.
  await db.schema
    .createTable('team_head')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .execute()
  await sql`insert into team_head (id, version) values (1, 1)`.execute(db)
}

async function requests(db: Kysely<unknown>) {
  await db.schema
    .createTable('access_requests')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('asker_id', 'text', (column) => column.notNull())
    .addColumn('asker_json', 'text', (column) => column.notNull())
    .addColumn('zone_name', 'text', (column) => column.notNull())
    .addColumn('instance_name', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decider_json', 'text')
    .addColumn('note', 'text')
    .addColumn('grant_id', 'text')
    .execute()
  await db.schema
    .createIndex('access_requests_status')
    .on('access_requests')
    .columns(['status', 'asked_at'])
    .execute()
  await db.schema
    .createIndex('access_requests_asker')
    .on('access_requests')
    .columns(['asker_id', 'asked_at'])
    .execute()
  await db.schema
    .createTable('change_requests')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('zone_id', 'text', (column) => column.notNull())
    .addColumn('zone_name', 'text')
    .addColumn('job_id', 'text')
    .addColumn('job_name', 'text')
    .addColumn('asker_id', 'text', (column) => column.notNull())
    .addColumn('asker_json', 'text', (column) => column.notNull())
    .addColumn('before_json', 'text')
    .addColumn('after_json', 'text')
    .addColumn('plan_json', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decider_json', 'text')
    .addColumn('note', 'text')
    .addColumn('step_id', 'text')
    .addColumn('code', 'text')
    .addColumn('detail', 'text')
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('change_requests_status')
    .on('change_requests')
    .columns(['status', 'due_at'])
    .execute()
  await db.schema
    .createIndex('change_requests_asker')
    .on('change_requests')
    .columns(['asker_id', 'asked_at'])
    .execute()
}
