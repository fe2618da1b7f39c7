import 'server-only'
import { sql } from 'kysely'
import type { Span } from '@/lib/fleet/advance'
import type { SpanSum } from '@/lib/fleet/history'
import { jobState } from '@/lib/schemas/job'
import type { Db } from './client'

/** A zone's stretches, or one job's; of all jobs that had the id one after the other. */
export type SpanFilter = { zoneId: string; jobId?: string; fromMs: number }

/** What is kept of one job: each stretch from its beginning to the next one's, or sums of them where there are too many. */
export type KeptSpans = {
  /** The one that reaches into the time asked for. */
  before: Span | null
  after: { kind: 'each'; spans: Span[] } | { kind: 'sums'; sums: SpanSum[] }
}

/**
 * The stretches that reach into the time from `fromMs` on, by job, the oldest first. A job that flaps has tens of thousands:
 * beyond `limit`, over all jobs, the database sums them up by steps of `stepMs`.
 */
export async function readSpans(
  db: Db,
  owner: string,
  filter: SpanFilter,
  { limit, stepMs }: { limit: number; stepMs: number },
): Promise<Map<string, KeptSpans>> {
  const [before, after] = await Promise.all([
    spansBefore(db, owner, filter),
    spansAfter(db, owner, filter, limit + 1),
  ])
  const kept = new Map<string, KeptSpans>()
  const of = (jobId: string, each: KeptSpans['after']) =>
    kept.set(jobId, { before: before.get(jobId) ?? null, after: each })
  for (const jobId of before.keys()) of(jobId, { kind: 'each', spans: [] })
  if (after.length <= limit) {
    for (const [jobId, rows] of Map.groupBy(after, ({ job_id }) => job_id)) {
      of(jobId, { kind: 'each', spans: rows.map(toSpan) })
    }
    return kept
  }
  for (const [jobId, rows] of await sumsAfter(db, owner, filter, stepMs)) {
    of(jobId, { kind: 'sums', sums: rows })
  }
  return kept
}

const ofFilter = (db: Db, owner: string, { zoneId, jobId }: SpanFilter) => {
  const query = db
    .selectFrom('fleet_spans')
    .where('owner', '=', owner)
    .where('zone_id', '=', zoneId)
  return jobId === undefined ? query : query.where('job_id', '=', jobId)
}

/** In two steps: joined, PostgreSQL may compare every stretch with every other one. */
async function spansBefore(db: Db, owner: string, filter: SpanFilter): Promise<Map<string, Span>> {
  const lasts = await ofFilter(db, owner, filter)
    .where('from_at', '<', filter.fromMs)
    .select((eb) => ['job_id', eb.fn.max('from_at').as('last_at')])
    .groupBy('job_id')
    .execute()
  if (lasts.length === 0) return new Map()
  const rows = await ofFilter(db, owner, filter)
    .where((eb) =>
      eb.or(
        lasts.map(({ job_id, last_at }) =>
          eb.and([eb('job_id', '=', job_id), eb('from_at', '=', last_at)]),
        ),
      ),
    )
    .select(['job_id', 'from_at', 'state', 'cause'])
    .orderBy('born_at')
    .execute()
  return new Map(rows.map((row) => [row.job_id, toSpan(row)]))
}

const spansAfter = (db: Db, owner: string, filter: SpanFilter, limit: number) =>
  ofFilter(db, owner, filter)
    .where('from_at', '>=', filter.fromMs)
    .select(['job_id', 'from_at', 'state', 'cause'])
    .orderBy('job_id')
    .orderBy('from_at')
    .orderBy('born_at')
    .limit(limit)
    .execute()

async function sumsAfter(
  db: Db,
  owner: string,
  filter: SpanFilter,
  stepMs: number,
): Promise<Map<string, SpanSum[]>> {
  const spans = ofFilter(db, owner, filter)
    .where('from_at', '>=', filter.fromMs)
    .select([
      'job_id',
      'from_at',
      'state',
      'cause',
      sql<number | null>`lead(from_at) over (partition by job_id order by from_at, born_at)`.as(
        'until_at',
      ),
      sql<string | null>`lag(state) over (partition by job_id order by from_at, born_at)`.as('was'),
    ])
    .as('spans')
  const rows = await db
    .selectFrom(spans)
    .select((eb) => [
      'job_id',
      'state',
      sql<number>`cast((from_at - ${filter.fromMs}) / ${Math.ceil(stepMs)} as integer)`.as('slot'),
      // Of a stretch that goes on with another cause only the beginning is counted.
      sql<number | string>`sum(case when was = state then 0 else 1 end)`.as('count'),
      eb.fn.min('from_at').as('first_at'),
      eb.fn.max('from_at').as('last_at'),
      eb.fn.max('cause').as('cause'),
      sql<number | string | null>`sum(until_at - from_at)`.as('ms'),
    ])
    .groupBy(['job_id', 'slot', 'state'])
    .orderBy('job_id')
    .orderBy('slot')
    .execute()
  const sums = rows.map((row) => ({
    jobId: row.job_id,
    slot: Number(row.slot),
    state: jobState.parse(row.state),
    cause: row.cause,
    count: Number(row.count),
    firstMs: Number(row.first_at),
    lastMs: Number(row.last_at),
    ms: Number(row.ms ?? 0),
  }))
  return Map.groupBy(sums, ({ jobId }) => jobId)
}

const toSpan = (row: { from_at: number; state: string; cause: string | null }): Span => ({
  fromMs: row.from_at,
  state: jobState.parse(row.state),
  cause: row.cause,
})
