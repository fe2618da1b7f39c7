import 'server-only'
import { z } from 'zod'
import type { Db } from './client'
import type { FieldIntentTable } from './schema'

export type FieldIntentJob = { instanceId: string; zoneId: string; jobId: string }

/** What somebody meant by a job's fields, which IBM keeps only as a list of names. */
export type FieldIntent = {
  mode: 'all' | 'default' | 'preset' | 'list'
  /** The preset's id with `mode: 'preset'`. */
  preset: string | null
  /** The names that the intent stood for when it was saved. */
  names: string[]
}
export type FieldIntentRow = FieldIntentJob & FieldIntent & { updatedAt: number }

const modes = z.enum(['all', 'default', 'preset', 'list'])
const names = z.array(z.string())

export async function putFieldIntent(
  db: Db,
  job: FieldIntentJob,
  intent: FieldIntent,
  now = Date.now(),
): Promise<void> {
  const values = {
    mode: intent.mode,
    preset: intent.preset,
    names_json: JSON.stringify(intent.names),
    updated_at: now,
  }
  await db
    .insertInto('field_intents')
    .values({
      instance_id: job.instanceId,
      zone_id: job.zoneId,
      job_id: job.jobId,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['instance_id', 'zone_id', 'job_id']).doUpdateSet(values),
    )
    .execute()
}

export async function findFieldIntent(db: Db, job: FieldIntentJob): Promise<FieldIntentRow | null> {
  const row = await intentsOf(db, job).where('job_id', '=', job.jobId).executeTakeFirst()
  return row ? toFieldIntent(row) : null
}

/** The intents of all jobs of a zone, by job id. */
export async function listFieldIntents(
  db: Db,
  zone: Omit<FieldIntentJob, 'jobId'>,
): Promise<Map<string, FieldIntentRow>> {
  const rows = await intentsOf(db, zone).execute()
  return new Map(rows.map((row) => [row.job_id, toFieldIntent(row)]))
}

export async function removeFieldIntent(db: Db, job: FieldIntentJob): Promise<void> {
  await db
    .deleteFrom('field_intents')
    .where('instance_id', '=', job.instanceId)
    .where('zone_id', '=', job.zoneId)
    .where('job_id', '=', job.jobId)
    .execute()
}

function intentsOf(db: Db, zone: Omit<FieldIntentJob, 'jobId'>) {
  return db
    .selectFrom('field_intents')
    .selectAll()
    .where('instance_id', '=', zone.instanceId)
    .where('zone_id', '=', zone.zoneId)
}

function toFieldIntent(row: FieldIntentTable): FieldIntentRow {
  return {
    instanceId: row.instance_id,
    zoneId: row.zone_id,
    jobId: row.job_id,
    mode: modes.parse(row.mode),
    preset: row.preset,
    names: names.parse(JSON.parse(row.names_json)),
    updatedAt: row.updated_at,
  }
}
