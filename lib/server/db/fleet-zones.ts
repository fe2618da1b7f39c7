import 'server-only'
import { type SqlBool, sql } from 'kysely'
import type { Db } from './client'
import type { FleetZoneTable } from './schema'

/** A zone as the picture has it. Times are epoch ms. */
export type FleetZone = {
  zoneId: string
  instanceId: string
  name: string
  status: string
  paused: boolean
  /** Its plan has no Logpush, so its jobs are not read. */
  isWithout: boolean
  retention: boolean | null
  retentionReadAt: number | null
  firstReadAt: number | null
  readAt: number | null
  /** How long its reading is good for: after that its state is not known. */
  goodForMs: number
  failures: number
  errorCode: string | null
  dueAt: number
  goneAt: number | null
  seq: number
}

/** Of this many rows and columns SQLite takes a statement; more is slower to compile than two of them. */
const rowsAtOnce = 100
const idsAtOnce = 1_000

export async function saveZones(db: Db, owner: string, zones: readonly FleetZone[]): Promise<void> {
  for (let at = 0; at < zones.length; at += rowsAtOnce) {
    await db
      .insertInto('fleet_zones')
      .values(zones.slice(at, at + rowsAtOnce).map((zone) => toTable(owner, zone)))
      .onConflict((conflict) =>
        conflict.columns(['owner', 'zone_id']).doUpdateSet((eb) => ({
          instance_id: eb.ref('excluded.instance_id'),
          name: eb.ref('excluded.name'),
          status: eb.ref('excluded.status'),
          paused: eb.ref('excluded.paused'),
          is_without: eb.ref('excluded.is_without'),
          retention: eb.ref('excluded.retention'),
          retention_read_at: eb.ref('excluded.retention_read_at'),
          first_read_at: eb.ref('excluded.first_read_at'),
          read_at: eb.ref('excluded.read_at'),
          good_for_ms: eb.ref('excluded.good_for_ms'),
          failures: eb.ref('excluded.failures'),
          error_code: eb.ref('excluded.error_code'),
          due_at: eb.ref('excluded.due_at'),
          gone_at: eb.ref('excluded.gone_at'),
          seq: eb.ref('excluded.seq'),
        })),
      )
      .execute()
  }
}

/** Zones that changed after `seq`; 0: all. */
export async function listZonesSince(db: Db, owner: string, seq: number): Promise<FleetZone[]> {
  const rows = await db
    .selectFrom('fleet_zones')
    .selectAll()
    .where('owner', '=', owner)
    .where('seq', '>', seq)
    .execute()
  return rows.map(toZone)
}

export async function findZones(
  db: Db,
  owner: string,
  zoneIds: readonly string[],
): Promise<FleetZone[]> {
  if (zoneIds.length === 0) return []
  const rows = await db
    .selectFrom('fleet_zones')
    .selectAll()
    .where('owner', '=', owner)
    .where('zone_id', 'in', zoneIds)
    .execute()
  return rows.map(toZone)
}

/** No pause is longer than two cycles of the reading before it, or this: whatever is due later was planned by a clock that was put back. */
const longestPauseMs = 15 * 60_000

/** `soon`: in trouble, just changed or on somebody's screen, and so not to wait a whole cycle; `calm`: the others. */
export type DueKind = 'soon' | 'calm'

/** Zones of these instances that are to be read now, those first that have waited the longest. */
export async function listDue(
  db: Db,
  owner: string,
  instanceIds: readonly string[],
  kind: DueKind,
  nowMs: number,
  limit: number,
): Promise<FleetZone[]> {
  if (instanceIds.length === 0) return []
  // Half of what the reading is good for is the cycle it was planned for.
  const isSoon = sql<SqlBool>`read_at is not null and due_at - read_at < (good_for_ms - 30000) * 0.45`
  const rows = await db
    .selectFrom('fleet_zones')
    .selectAll()
    .where('owner', '=', owner)
    .where('gone_at', 'is', null)
    .where('is_without', '=', 0)
    .where('instance_id', 'in', instanceIds)
    .where((eb) =>
      eb.or([
        eb('due_at', '<=', nowMs),
        eb('due_at', '>', eb(eb.ref('good_for_ms'), '+', nowMs + longestPauseMs)),
      ]),
    )
    .where((eb) => (kind === 'soon' ? isSoon : eb.not(eb.parens(isSoon))))
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map(toZone)
}

/**
 * How old readings are: of the zones that are read, the oldest reading, and for how many ms the one with the newest claim
 * has been due beyond the time for which its reading is good (negative: it is not). Epoch ms.
 */
export async function readFreshness(
  db: Db,
  owner: string,
  nowMs: number,
): Promise<{ zones: number; oldestReadAt: number | null; leastOverdueMs: number }> {
  const row = await db
    .selectFrom('fleet_zones')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('zones'),
      eb.fn.min('read_at').as('oldest'),
      // What is on somebody's screen is due since ever.
      eb.fn
        .max(
          eb.fn.coalesce(
            eb
              .case()
              .when('due_at', '<=', 0)
              .then(eb('read_at', '+', eb.ref('good_for_ms')))
              .else(eb('due_at', '+', eb.ref('good_for_ms')))
              .end(),
            eb.lit(0),
          ),
        )
        .as('newest'),
    ])
    .where('owner', '=', owner)
    .where('gone_at', 'is', null)
    .where('is_without', '=', 0)
    .executeTakeFirstOrThrow()
  const zones = Number(row.zones)
  return {
    zones,
    oldestReadAt: row.oldest === null ? null : Number(row.oldest),
    leastOverdueMs: zones === 0 ? 0 : nowMs - Number(row.newest),
  }
}

export type InstanceCount = { instanceId: string; zones: number; troubled: number }

/** How many zones are read of each instance, and how many of them have a job in trouble. */
export async function countZones(db: Db, owner: string): Promise<InstanceCount[]> {
  const rows = await db
    .selectFrom('fleet_zones')
    .select((eb) => [
      'instance_id',
      eb.fn.countAll<number | string>().as('zones'),
      eb.fn
        .sum<number | string>(
          eb
            .case()
            .when(
              eb.exists(
                eb
                  .selectFrom('fleet_jobs')
                  .select('job_id')
                  .whereRef('fleet_jobs.owner', '=', 'fleet_zones.owner')
                  .whereRef('fleet_jobs.zone_id', '=', 'fleet_zones.zone_id')
                  .where('fleet_jobs.gone_at', 'is', null)
                  .where('state', 'in', ['failing', 'disabled_by_service', 'late', 'never_ran']),
              ),
            )
            .then(1)
            .else(0)
            .end(),
        )
        .as('troubled'),
    ])
    .where('owner', '=', owner)
    .where('gone_at', 'is', null)
    .where('is_without', '=', 0)
    .groupBy('instance_id')
    .execute()
  return rows.map((row) => ({
    instanceId: row.instance_id,
    zones: Number(row.zones),
    troubled: Number(row.troubled),
  }))
}

/** So many wait at most because somebody looks at them: whoever pages through all zones must not keep those in trouble waiting. */
export const mostHurried = 100

/** Somebody looks at these, the first of them most: they come next where they were not read since `readBeforeMs`. */
export async function hurryZones(
  db: Db,
  owner: string,
  zoneIds: readonly string[],
  readBeforeMs: number,
): Promise<void> {
  const old = new Set<string>()
  for (let at = 0; at < zoneIds.length; at += idsAtOnce) {
    const rows = await ofReadable(db, owner)
      .select('zone_id')
      .where('zone_id', 'in', zoneIds.slice(at, at + idsAtOnce))
      .where((eb) =>
        eb.or([
          // Due since ever without that, as all others are at a start.
          eb.and([eb('read_at', 'is', null), eb('due_at', '>=', 0)]),
          eb.and([eb('read_at', '<', readBeforeMs), eb('due_at', '>', 0)]),
        ]),
      )
      .execute()
    for (const { zone_id } of rows) old.add(zone_id)
  }
  if (old.size === 0) return
  const { waiting } = await ofReadable(db, owner)
    .select((eb) => eb.fn.countAll<number | string>().as('waiting'))
    .where((eb) =>
      eb.or([eb('due_at', '<', 0), eb.and([eb('due_at', '=', 0), eb('read_at', 'is not', null)])]),
    )
    .executeTakeFirstOrThrow()
  const room = Math.max(0, mostHurried - Number(waiting))
  const next = zoneIds.filter((id) => old.has(id)).slice(0, room)
  if (next.length === 0) return
  await db
    .updateTable('fleet_zones')
    .set((eb) => ({ due_at: eb.case().when('read_at', 'is', null).then(-1).else(0).end() }))
    .where('owner', '=', owner)
    .where('zone_id', 'in', next)
    // Changed a moment ago: that stays to be seen.
    .where('due_at', '>=', 0)
    .execute()
}

/** Those that the collector reads, and could the last time. */
const ofReadable = (db: Db, owner: string) =>
  db
    .selectFrom('fleet_zones')
    .where('owner', '=', owner)
    .where('gone_at', 'is', null)
    .where('is_without', '=', 0)
    .where('failures', '=', 0)

/** The same in every picture, whatever was read before: with a lower number each time, so that a reading under way is told from the next. */
export async function hurryZone(db: Db, zoneId: string): Promise<void> {
  await db
    .updateTable('fleet_zones')
    .set((eb) => ({
      due_at: eb
        .case()
        .when('due_at', '<', 0)
        .then(eb('due_at', '-', 1))
        .else(-1)
        .end(),
    }))
    .where('zone_id', '=', zoneId)
    .execute()
}

function toTable(owner: string, zone: FleetZone): FleetZoneTable {
  return {
    owner,
    zone_id: zone.zoneId,
    instance_id: zone.instanceId,
    name: zone.name,
    status: zone.status,
    paused: zone.paused ? 1 : 0,
    is_without: zone.isWithout ? 1 : 0,
    retention: zone.retention === null ? null : zone.retention ? 1 : 0,
    retention_read_at: zone.retentionReadAt,
    first_read_at: zone.firstReadAt,
    read_at: zone.readAt,
    good_for_ms: zone.goodForMs,
    failures: zone.failures,
    error_code: zone.errorCode,
    due_at: zone.dueAt,
    gone_at: zone.goneAt,
    seq: zone.seq,
  }
}

function toZone(row: FleetZoneTable): FleetZone {
  return {
    zoneId: row.zone_id,
    instanceId: row.instance_id,
    name: row.name,
    status: row.status,
    paused: row.paused === 1,
    isWithout: row.is_without === 1,
    retention: row.retention === null ? null : row.retention === 1,
    retentionReadAt: row.retention_read_at,
    firstReadAt: row.first_read_at,
    readAt: row.read_at,
    goodForMs: row.good_for_ms,
    failures: row.failures,
    errorCode: row.error_code,
    dueAt: row.due_at,
    goneAt: row.gone_at,
    seq: row.seq,
  }
}
