import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * The picture of all zones and their jobs, one an owner: the team's (by connections), or one person's. `seq` rises with
 * every change of a picture, so that whoever holds a copy reads only what changed since.
 */
export function fleet(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('fleet_heads')
        .addColumn('owner', 'text', (column) => column.primaryKey().notNull())
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('zones_read_at', 'bigint')
        .addColumn('cycle_seconds', 'integer')
        .addColumn('error_code', 'text')
        .addColumn('instances_json', 'text', (column) => column.notNull())
        .execute()
      await zones(db)
      await jobs(db)
      await history(db)
      await db.schema
        .createTable('coverage_marks')
        .addColumn('zone_id', 'text', (column) => column.notNull())
        .addColumn('dataset', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('by_json', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('coverage_marks_key', ['zone_id', 'dataset'])
        .execute()
    },
  }
}

async function zones(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_zones')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('zone_id', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('paused', 'integer', (column) => column.notNull())
    .addColumn('is_without', 'integer', (column) => column.notNull())
    .addColumn('retention', 'integer')
    .addColumn('retention_read_at', 'bigint')
    .addColumn('first_read_at', 'bigint')
    .addColumn('read_at', 'bigint')
    .addColumn('good_for_ms', 'bigint', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('error_code', 'text')
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('gone_at', 'bigint')
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('fleet_zones_key', ['owner', 'zone_id'])
    .execute()
  await db.schema
    .createIndex('fleet_zones_seq')
    .on('fleet_zones')
    .columns(['owner', 'seq'])
    .execute()
  await db.schema
    .createIndex('fleet_zones_due')
    .on('fleet_zones')
    .columns(['owner', 'gone_at', 'due_at'])
    .execute()
}

async function jobs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_jobs')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('zone_id', 'text', (column) => column.notNull())
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('born_at', 'bigint', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('dataset', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('limit_ms', 'bigint', (column) => column.notNull())
    .addColumn('complete_at', 'bigint')
    .addColumn('error_at', 'bigint')
    .addColumn('has_error', 'integer', (column) => column.notNull())
    .addColumn('error_text', 'text')
    .addColumn('read_at', 'bigint', (column) => column.notNull())
    .addColumn('gone_at', 'bigint')
    .addColumn('gone_by', 'text')
    .addColumn('disabled_by', 'text')
    .addColumn('disabled_at', 'bigint')
    .addColumn('disabled_who', 'text')
    .addColumn('start_at', 'bigint')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('since_at', 'bigint')
    .addColumn('span_at', 'bigint', (column) => column.notNull())
    .addColumn('gap_from', 'bigint')
    .addColumn('gap_cause', 'text')
    .addPrimaryKeyConstraint('fleet_jobs_key', ['owner', 'zone_id', 'job_id', 'born_at'])
    .execute()
}

/** What was: stretches of a state, what is missing, how late deliveries were, what happened. */
async function history(db: Kysely<unknown>): Promise<void> {
  const ofJob = (table: string) =>
    db.schema
      .createTable(table)
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('zone_id', 'text', (column) => column.notNull())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('born_at', 'bigint', (column) => column.notNull())
  await ofJob('fleet_spans')
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('cause', 'text')
    .execute()
  await db.schema
    .createIndex('fleet_spans_job')
    .on('fleet_spans')
    .columns(['owner', 'zone_id', 'job_id', 'from_at'])
    .execute()
  await ofJob('fleet_gaps')
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('zone_name', 'text', (column) => column.notNull())
    .addColumn('job_name', 'text')
    .addColumn('dataset', 'text')
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .addColumn('to_at', 'bigint', (column) => column.notNull())
    .addColumn('cause', 'text')
    .execute()
  await db.schema
    .createIndex('fleet_gaps_to')
    .on('fleet_gaps')
    .columns(['owner', 'to_at'])
    .execute()
  await db.schema
    .createIndex('fleet_gaps_job')
    .on('fleet_gaps')
    .columns(['owner', 'zone_id', 'job_id', 'to_at'])
    .execute()
  await ofJob('fleet_delays')
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('seconds_json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('fleet_delays_key', ['owner', 'zone_id', 'job_id', 'born_at', 'day'])
    .execute()
  await ofJob('fleet_events')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('zone_name', 'text', (column) => column.notNull())
    .addColumn('job_name', 'text')
    .addColumn('cause', 'text')
    /** Who did it, where it was through this dashboard. */
    .addColumn('who', 'text')
    .execute()
  await db.schema
    .createIndex('fleet_events_at')
    .on('fleet_events')
    .columns(['owner', 'at'])
    .execute()
}
