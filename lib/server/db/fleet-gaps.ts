import 'server-only'
import { sql } from 'kysely'
import type { Db } from './client'
import { type FleetGap, toGap } from './fleet-history'

/** A gap, or several that lie close together. `lostMs`: of all of them, without what lies between. */
export type GapSum = {
  fromMs: number
  toMs: number
  lostMs: number
  cause: string | null
  count: number
}

/**
 * A job's gaps that ended and reach into the time asked for, the oldest first, `limit` at most: of a job that flaps there are
 * tens of thousands, and those of one part of the time become one.
 */
export async function readGaps(
  db: Db,
  owner: string,
  { zoneId, jobId, fromMs, toMs }: { zoneId: string; jobId: string; fromMs: number; toMs: number },
  limit: number,
): Promise<GapSum[]> {
  const gaps = db
    .selectFrom('fleet_gaps')
    .where('owner', '=', owner)
    .where('zone_id', '=', zoneId)
    .where('job_id', '=', jobId)
    .where('to_at', '>=', fromMs)
    .where('from_at', '<', toMs)
  const each = await gaps
    .select(['from_at', 'to_at', 'cause'])
    .orderBy('from_at')
    .limit(limit + 1)
    .execute()
  if (each.length <= limit) {
    return each.map(({ from_at, to_at, cause }) => ({
      fromMs: from_at,
      toMs: to_at,
      lostMs: to_at - from_at,
      cause,
      count: 1,
    }))
  }
  const stepMs = Math.ceil((toMs - fromMs) / (limit - 1))
  const rows = await gaps
    .select((eb) => [
      sql<number>`cast((from_at - ${fromMs}) / ${stepMs} as integer)`.as('slot'),
      eb.fn.min('from_at').as('first_at'),
      eb.fn.max('to_at').as('last_at'),
      eb.fn.max('cause').as('cause'),
      eb.fn.countAll<number | string>().as('count'),
      sql<number | string>`sum(to_at - from_at)`.as('ms'),
    ])
    .groupBy('slot')
    .orderBy('slot')
    .execute()
  return rows.map((row) => ({
    fromMs: Number(row.first_at),
    toMs: Number(row.last_at),
    lostMs: Number(row.ms),
    cause: row.cause,
    count: Number(row.count),
  }))
}

/**
 * How much the gaps that ended make together since `fromMs`, by zone, in ms. Zones without any are left out.
 *
 * @param zoneIds null: all
 */
export async function sumGaps(
  db: Db,
  owner: string,
  zoneIds: readonly string[] | null,
  fromMs: number,
): Promise<Map<string, number>> {
  if (zoneIds?.length === 0) return new Map()
  let query = db
    .selectFrom('fleet_gaps')
    .select(['zone_id', lostSince(fromMs).as('ms')])
    .where('owner', '=', owner)
    .where('to_at', '>=', fromMs)
    .groupBy('zone_id')
  if (zoneIds !== null) query = query.where('zone_id', 'in', zoneIds)
  const rows = await query.execute()
  return new Map(rows.map(({ zone_id, ms }) => [zone_id, Number(ms)]))
}

/** The same over all zones, by dataset. */
export async function sumGapsByDataset(
  db: Db,
  owner: string,
  fromMs: number,
): Promise<Map<string | null, number>> {
  const rows = await db
    .selectFrom('fleet_gaps')
    .select(['dataset', lostSince(fromMs).as('ms')])
    .where('owner', '=', owner)
    .where('to_at', '>=', fromMs)
    .groupBy('dataset')
    .execute()
  return new Map(rows.map(({ dataset, ms }) => [dataset, Number(ms)]))
}

const lostSince = (fromMs: number) =>
  sql<number | string>`sum(to_at - case when from_at < ${fromMs} then ${fromMs} else from_at end)`

export type GapFilter = {
  fromMs: number
  toMs: number
  /** null: of all zones. */
  zoneIds: readonly string[] | null
  instanceId?: string | undefined
  dataset?: string | undefined
}

/** Where a gap stands among others: those that begin at once are told apart by zone and job. */
export type GapPlace = { fromMs: number; zoneId: string; jobId: string }

/** Gaps that ended and reach into the time asked for, the oldest first, those behind a place alone. */
export async function pageGaps(
  db: Db,
  owners: readonly string[],
  { fromMs, toMs, zoneIds, instanceId, dataset }: GapFilter,
  { after, limit }: { after: GapPlace | null; limit: number },
): Promise<(FleetGap & { owner: string })[]> {
  if (owners.length === 0 || zoneIds?.length === 0) return []
  let query = db
    .selectFrom('fleet_gaps')
    .selectAll()
    .where('owner', 'in', owners)
    .where('to_at', '>=', fromMs)
    .where('from_at', '<', toMs)
  if (zoneIds) query = query.where('zone_id', 'in', zoneIds)
  if (instanceId) query = query.where('instance_id', '=', instanceId)
  if (dataset) query = query.where('dataset', '=', dataset)
  if (after) {
    query = query.where(
      sql<boolean>`(from_at, zone_id, job_id) > (${after.fromMs}, ${after.zoneId}, ${after.jobId})`,
    )
  }
  const rows = await query
    .orderBy('from_at')
    .orderBy('zone_id')
    .orderBy('job_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toGap(row), owner: row.owner }))
}
