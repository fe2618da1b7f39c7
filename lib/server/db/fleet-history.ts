import 'server-only'
import type { FleetEvent, Gap, Span } from '@/lib/fleet/advance'
import type { Db } from './client'
import { fromJsonText } from './json'
import type { FleetGapTable } from './schema'

/** Whose history: the picture's owner, the zone, the job, and which of several that had its id one after the other. */
export type OfJob = { zoneId: string; jobId: string; bornMs: number }
/** As they were called then. */
export type Named = { instanceId: string; zoneName: string; jobName: string | null }

export const keyOf = (owner: string, { zoneId, jobId, bornMs }: OfJob) => ({
  owner,
  zone_id: zoneId,
  job_id: jobId,
  born_at: bornMs,
})

const rowsAtOnce = 100

export async function inParts<Row>(
  rows: readonly Row[],
  insert: (part: Row[]) => Promise<unknown>,
) {
  for (let at = 0; at < rows.length; at += rowsAtOnce) await insert(rows.slice(at, at + rowsAtOnce))
}

export async function addSpans(
  db: Db,
  owner: string,
  spans: readonly (OfJob & Span)[],
): Promise<void> {
  await inParts(spans, (part) =>
    db
      .insertInto('fleet_spans')
      .values(
        part.map(({ fromMs, state, cause, ...job }) => ({
          ...keyOf(owner, job),
          from_at: fromMs,
          state,
          cause,
        })),
      )
      .execute(),
  )
}

/** Removes stretches by when they began. */
export async function removeSpans(
  db: Db,
  owner: string,
  spans: readonly (OfJob & Pick<Span, 'fromMs'>)[],
): Promise<void> {
  await inParts(spans, (part) =>
    db
      .deleteFrom('fleet_spans')
      .where('owner', '=', owner)
      .where((eb) =>
        eb.or(
          part.map(({ zoneId, jobId, bornMs, fromMs }) =>
            eb.and({ zone_id: zoneId, job_id: jobId, born_at: bornMs, from_at: fromMs }),
          ),
        ),
      )
      .execute(),
  )
}

export type FleetGap = OfJob & Named & Gap & { dataset: string | null }

export async function addGaps(db: Db, owner: string, gaps: readonly FleetGap[]): Promise<void> {
  await inParts(gaps, (part) =>
    db
      .insertInto('fleet_gaps')
      .values(
        part.map((gap) => ({
          ...keyOf(owner, gap),
          instance_id: gap.instanceId,
          zone_name: gap.zoneName,
          job_name: gap.jobName,
          dataset: gap.dataset,
          from_at: gap.fromMs,
          to_at: gap.toMs,
          cause: gap.cause,
        })),
      )
      .execute(),
  )
}

export type FleetHappening = OfJob & Named & FleetEvent & { who: string | null }

export function toGap(row: FleetGapTable): FleetGap {
  return {
    zoneId: row.zone_id,
    jobId: row.job_id,
    bornMs: row.born_at,
    instanceId: row.instance_id,
    zoneName: row.zone_name,
    jobName: row.job_name,
    dataset: row.dataset,
    fromMs: row.from_at,
    toMs: row.to_at,
    cause: row.cause,
  }
}

export const dayMs = 86_400_000
/** A point for every two hours. */
export const delaySlots = 12

export type Delay = OfJob & { atMs: number; seconds: number }

/** Keeps the longest delay of each two hours. */
export async function addDelays(db: Db, owner: string, delays: readonly Delay[]): Promise<void> {
  for (const [day, ofDay] of Map.groupBy(delays, ({ atMs }) => Math.floor(atMs / dayMs))) {
    const rows = await db
      .selectFrom('fleet_delays')
      .selectAll()
      .where('owner', '=', owner)
      .where('day', '=', day)
      .where('zone_id', 'in', [...new Set(ofDay.map(({ zoneId }) => zoneId))])
      .execute()
    const known = new Map(
      rows.map((row) => [`${row.zone_id} ${row.job_id} ${row.born_at}`, row.seconds_json]),
    )
    const changed = ofDay.flatMap((delay) => {
      const text = known.get(`${delay.zoneId} ${delay.jobId} ${delay.bornMs}`)
      const slots = text === undefined ? [] : (fromJsonText(text) as (number | null)[])
      const slot = Math.floor(((delay.atMs % dayMs) / dayMs) * delaySlots)
      if ((slots[slot] ?? -1) >= delay.seconds) return []
      const seconds = Array.from({ length: Math.max(slots.length, slot + 1) }, (_, at) =>
        at === slot ? delay.seconds : (slots[at] ?? null),
      )
      return { ...keyOf(owner, delay), day, seconds_json: JSON.stringify(seconds) }
    })
    await inParts(changed, (part) =>
      db
        .insertInto('fleet_delays')
        .values(part)
        .onConflict((conflict) =>
          conflict
            .columns(['owner', 'zone_id', 'job_id', 'born_at', 'day'])
            .doUpdateSet((eb) => ({ seconds_json: eb.ref('excluded.seconds_json') })),
        )
        .execute(),
    )
  }
}

/** A point is the longest delay of two hours, at their beginning. */
export async function listDelays(
  db: Db,
  owner: string,
  { zoneId, jobId }: Pick<OfJob, 'zoneId' | 'jobId'>,
  fromMs: number,
): Promise<{ atMs: number; seconds: number }[]> {
  const rows = await db
    .selectFrom('fleet_delays')
    .select(['day', 'seconds_json'])
    .where('owner', '=', owner)
    .where('zone_id', '=', zoneId)
    .where('job_id', '=', jobId)
    .where('day', '>=', Math.floor(fromMs / dayMs))
    .orderBy('day')
    .execute()
  return rows.flatMap(({ day, seconds_json }) =>
    (fromJsonText(seconds_json) as (number | null)[]).flatMap((seconds, slot) =>
      seconds === null ? [] : { atMs: day * dayMs + (slot * dayMs) / delaySlots, seconds },
    ),
  )
}
