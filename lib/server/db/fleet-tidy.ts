import 'server-only'
import type { Db } from './client'
import { dayMs } from './fleet-history'

/** So many rows are deleted by one statement, at most. */
const rowsAtOnce = 2_000

export const listZoneIds = async (
  db: Db,
  owner: string,
): Promise<{ zoneId: string; goneAt: number | null }[]> =>
  db
    .selectFrom('fleet_zones')
    .select(['zone_id as zoneId', 'gone_at as goneAt'])
    .where('owner', '=', owner)
    .execute()

/** Removes what a zone's jobs did before; the stretch that reaches over the edge stays. */
export async function pruneZone(
  db: Db,
  owner: string,
  zoneId: string,
  beforeMs: number,
): Promise<void> {
  await db
    .deleteFrom('fleet_gaps')
    .where('owner', '=', owner)
    .where('zone_id', '=', zoneId)
    .where('to_at', '<', beforeMs)
    .execute()
  await db
    .deleteFrom('fleet_delays')
    .where('owner', '=', owner)
    .where('zone_id', '=', zoneId)
    .where('day', '<', Math.floor(beforeMs / dayMs))
    .execute()
  const lasts = await db
    .selectFrom('fleet_spans')
    .select((eb) => ['job_id', eb.fn.max('from_at').as('last_at')])
    .where('owner', '=', owner)
    .where('zone_id', '=', zoneId)
    .where('from_at', '<', beforeMs)
    .groupBy('job_id')
    .execute()
  for (const { job_id, last_at } of lasts) {
    await db
      .deleteFrom('fleet_spans')
      .where('owner', '=', owner)
      .where('zone_id', '=', zoneId)
      .where('job_id', '=', job_id)
      .where('from_at', '<', last_at)
      .execute()
  }
  await removeGoneJobs(db, owner, zoneId, beforeMs)
}

/** A job that is gone for longer than history is kept, with the last stretch of its id unless another has that by now. */
async function removeGoneJobs(
  db: Db,
  owner: string,
  zoneId: string,
  beforeMs: number,
): Promise<void> {
  const gone = await db
    .deleteFrom('fleet_jobs')
    .where('owner', '=', owner)
    .where('zone_id', '=', zoneId)
    .where('gone_at', '<', beforeMs)
    .returning(['job_id', 'born_at'])
    .execute()
  for (const { job_id, born_at } of gone) {
    await db
      .deleteFrom('fleet_spans')
      .where('owner', '=', owner)
      .where('zone_id', '=', zoneId)
      .where('job_id', '=', job_id)
      .where('born_at', '=', born_at)
      .execute()
  }
}

/** Events before a time, some at once. Returns whether there may be more. */
export async function pruneEvents(db: Db, owner: string, beforeMs: number): Promise<boolean> {
  const edge = await db
    .selectFrom('fleet_events')
    .select('at')
    .where('owner', '=', owner)
    .where('at', '<', beforeMs)
    .orderBy('at')
    .offset(rowsAtOnce)
    .limit(1)
    .executeTakeFirst()
  await db
    .deleteFrom('fleet_events')
    .where('owner', '=', owner)
    .where('at', edge ? '<=' : '<', edge?.at ?? beforeMs)
    .execute()
  return edge !== undefined
}

/** A zone with all that is kept of it. */
export async function removeZone(db: Db, owner: string, zoneId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of [
      'fleet_spans',
      'fleet_gaps',
      'fleet_delays',
      'fleet_jobs',
      'fleet_zones',
    ] as const) {
      await trx.deleteFrom(table).where('owner', '=', owner).where('zone_id', '=', zoneId).execute()
    }
  })
}

/** What is said of datasets of a zone that no picture has any more. */
export async function removeMarksOf(db: Db, zoneId: string): Promise<void> {
  await db
    .deleteFrom('coverage_marks')
    .where('zone_id', '=', zoneId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('fleet_zones')
            .select('fleet_zones.owner')
            .where('fleet_zones.zone_id', '=', zoneId),
        ),
      ),
    )
    .execute()
}

/** What is left of a picture once its zones are removed. */
export async function removePicture(db: Db, owner: string): Promise<void> {
  await db.deleteFrom('fleet_heads').where('owner', '=', owner).execute()
}
