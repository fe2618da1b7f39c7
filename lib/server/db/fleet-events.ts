import 'server-only'
import { sql } from 'kysely'
import type { EventKind } from '@/lib/fleet/advance'
import type { Db } from './client'
import { type FleetHappening, inParts, keyOf } from './fleet-history'
import type { FleetEventTable } from './schema'

export async function addEvents(
  db: Db,
  owner: string,
  events: readonly FleetHappening[],
): Promise<void> {
  await inParts(events, (part) =>
    db
      .insertInto('fleet_events')
      .values(
        part.map((event) => ({
          ...keyOf(owner, event),
          at: event.atMs,
          kind: event.kind,
          instance_id: event.instanceId,
          zone_name: event.zoneName,
          job_name: event.jobName,
          cause: event.cause,
          who: event.who,
        })),
      )
      .execute(),
  )
}

export type EventFilter = {
  sinceMs: number
  kinds: readonly EventKind[]
  /** null: of all zones. */
  zoneIds: readonly string[] | null
  /** Only what nobody did through this dashboard. */
  isOutside?: boolean
  /** Of one of the zones' jobs alone: of several that had its id one after the other this one. */
  job?: Pick<FleetHappening, 'jobId' | 'bornMs'>
}

function ofFilter(db: Db, owner: string, { sinceMs, kinds, zoneIds, isOutside, job }: EventFilter) {
  let query = db
    .selectFrom('fleet_events')
    .where('owner', '=', owner)
    .where('at', '>=', sinceMs)
    .where('kind', 'in', kinds)
  if (zoneIds !== null) query = query.where('zone_id', 'in', zoneIds)
  if (job) query = query.where('job_id', '=', job.jobId).where('born_at', '=', job.bornMs)
  return isOutside ? query.where('who', 'is', null) : query
}

/** The newest first. */
export async function listEvents(
  db: Db,
  owner: string,
  filter: EventFilter,
  limit: number,
): Promise<FleetHappening[]> {
  if (filter.zoneIds?.length === 0) return []
  const rows = await ofFilter(db, owner, filter)
    .selectAll()
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toHappening)
}

/** The last of its kind that happened to a job, and how many there were of it. */
export type EventSum = FleetHappening & { count: number }

/** What happened, once for each kind and job, the newest first: a job that flaps has thousands of events a day. */
export async function sumEvents(
  db: Db,
  owner: string,
  filter: EventFilter,
  limit: number,
): Promise<EventSum[]> {
  if (filter.zoneIds?.length === 0) return []
  const sums = await ofFilter(db, owner, filter)
    .select((eb) => [
      'zone_id',
      'job_id',
      'kind',
      eb.fn.max('at').as('last_at'),
      eb.fn.countAll<number | string>().as('count'),
    ])
    .groupBy(['zone_id', 'job_id', 'kind'])
    .orderBy('last_at', 'desc')
    .limit(limit)
    .execute()
  if (sums.length === 0) return []
  const of = (row: { zone_id: string; job_id: string; kind: string }, at: number) =>
    `${row.zone_id} ${row.job_id} ${row.kind} ${at}`
  const counts = new Map(sums.map((sum) => [of(sum, sum.last_at), Number(sum.count)]))
  const rows = await ofFilter(db, owner, filter)
    .where('at', 'in', [...new Set(sums.map(({ last_at }) => last_at))])
    .selectAll()
    .orderBy('at', 'desc')
    .execute()
  return rows.flatMap((row) => {
    const count = counts.get(of(row, row.at))
    // Two at one moment are told once.
    counts.delete(of(row, row.at))
    return count === undefined ? [] : { ...toHappening(row), count }
  })
}

/** To how many jobs it happened, by kind; `outside`: to how many of them it was not done through this dashboard. */
export async function countEvents(
  db: Db,
  owner: string,
  filter: EventFilter,
): Promise<{ kind: EventKind; jobs: number; outside: number }[]> {
  if (filter.zoneIds?.length === 0) return []
  const rows = await ofFilter(db, owner, filter)
    .select([
      'kind',
      sql<number | string>`count(distinct zone_id || ' ' || job_id)`.as('jobs'),
      sql<
        number | string
      >`count(distinct case when who is null then zone_id || ' ' || job_id end)`.as('outside'),
    ])
    .groupBy('kind')
    .execute()
  return rows.map((row) => ({
    kind: kindOf(row),
    jobs: Number(row.jobs),
    outside: Number(row.outside),
  }))
}

// Nothing else writes the column.
const kindOf = ({ kind }: { kind: string }) => kind as EventKind

const toHappening = (row: FleetEventTable): FleetHappening => ({
  zoneId: row.zone_id,
  jobId: row.job_id,
  bornMs: row.born_at,
  kind: kindOf(row),
  atMs: row.at,
  instanceId: row.instance_id,
  zoneName: row.zone_name,
  jobName: row.job_name,
  cause: row.cause,
  who: row.who,
})
