import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who is told of what, what there is to tell, and how it went out. */
export function alerts(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('alert_channels')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('shown', 'text', (column) => column.notNull())
        .addColumn('sealed_place', 'text', (column) => column.notNull())
        .addColumn('has_secret', 'integer', (column) => column.notNull())
        .addColumn('quiet_json', 'text')
        .addColumn('author_json', 'text', (column) => column.notNull())
        .addColumn('author_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('alert_rules')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('watches', 'text', (column) => column.notNull())
        .addColumn('after_minutes', 'integer', (column) => column.notNull())
        .addColumn('scope_json', 'text', (column) => column.notNull())
        .addColumn('channel_ids_json', 'text', (column) => column.notNull())
        .addColumn('enabled', 'integer', (column) => column.notNull())
        .addColumn('author_json', 'text', (column) => column.notNull())
        .addColumn('author_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
      await openAlerts(db)
      await deliveries(db)
    },
  }
}

async function openAlerts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alerts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('rule_id', 'text', (column) => column.notNull())
    .addColumn('rule_json', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('group_key', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('tell_at', 'bigint')
    .addColumn('told_at', 'bigint')
    .addColumn('recovered_at', 'bigint')
    .addColumn('flips_json', 'text', (column) => column.notNull())
    .addColumn('flapping', 'integer', (column) => column.notNull())
    .addColumn('ack_json', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  // Two who look at once don't tell the same twice: the second one's transaction fails.
  await sql`create unique index alerts_open on alerts (rule_id, group_key) where recovered_at is null`.execute(
    db,
  )
  await db.schema
    .createIndex('alerts_rule')
    .on('alerts')
    .columns(['rule_id', 'recovered_at'])
    .execute()
  await db.schema.createIndex('alerts_opened').on('alerts').columns(['opened_at', 'id']).execute()
  await db.schema
    .createTable('alert_subjects')
    .addColumn('alert_id', 'text', (column) => column.notNull())
    .addColumn('subject_key', 'text', (column) => column.notNull())
    .addColumn('subject_json', 'text', (column) => column.notNull())
    .addColumn('over_at', 'bigint')
    .addPrimaryKeyConstraint('alert_subjects_key', ['alert_id', 'subject_key'])
    .execute()
}

/** Written together with what they tell, so that none is lost; sent by whoever comes first. */
async function deliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alert_deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('alert_id', 'text')
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('channel_json', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('notice_json', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('told_json', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('alert_deliveries_next')
    .on('alert_deliveries')
    .columns(['status', 'next_at'])
    .execute()
  await db.schema
    .createIndex('alert_deliveries_alert')
    .on('alert_deliveries')
    .columns(['alert_id', 'channel_id'])
    .execute()
  await db.schema
    .createIndex('alert_deliveries_created')
    .on('alert_deliveries')
    .columns(['created_at', 'id'])
    .execute()
}
