import 'server-only'
import type { KnownJob } from '@/lib/fleet/advance'
import { isDestinationKind } from '@/lib/fleet/kind'
import { type DisabledBy, disabledBy } from '@/lib/fleet/standing'
import { jobState } from '@/lib/schemas/job'
import type { Db } from './client'
import type { FleetJobTable } from './schema'

const rowsAtOnce = 50

export type FleetJob = KnownJob & {
  zoneId: string
  /** Who deleted it through this dashboard. */
  goneBy: string | null
}

export async function saveJobs(db: Db, owner: string, jobs: readonly FleetJob[]): Promise<void> {
  for (let at = 0; at < jobs.length; at += rowsAtOnce) {
    await db
      .insertInto('fleet_jobs')
      .values(jobs.slice(at, at + rowsAtOnce).map((job) => toTable(owner, job)))
      .onConflict((conflict) =>
        conflict.columns(['owner', 'zone_id', 'job_id', 'born_at']).doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          dataset: eb.ref('excluded.dataset'),
          kind: eb.ref('excluded.kind'),
          place: eb.ref('excluded.place'),
          revision: eb.ref('excluded.revision'),
          enabled: eb.ref('excluded.enabled'),
          limit_ms: eb.ref('excluded.limit_ms'),
          complete_at: eb.ref('excluded.complete_at'),
          error_at: eb.ref('excluded.error_at'),
          has_error: eb.ref('excluded.has_error'),
          error_text: eb.ref('excluded.error_text'),
          read_at: eb.ref('excluded.read_at'),
          gone_at: eb.ref('excluded.gone_at'),
          gone_by: eb.ref('excluded.gone_by'),
          disabled_by: eb.ref('excluded.disabled_by'),
          disabled_at: eb.ref('excluded.disabled_at'),
          disabled_who: eb.ref('excluded.disabled_who'),
          start_at: eb.ref('excluded.start_at'),
          state: eb.ref('excluded.state'),
          since_at: eb.ref('excluded.since_at'),
          span_at: eb.ref('excluded.span_at'),
          gap_from: eb.ref('excluded.gap_from'),
          gap_cause: eb.ref('excluded.gap_cause'),
          told_errors: eb.ref('excluded.told_errors'),
        })),
      )
      .execute()
  }
}

/** All jobs of these zones, those that are gone included; null: of all zones. */
export async function listFleetJobs(
  db: Db,
  owner: string,
  zoneIds: readonly string[] | null,
): Promise<FleetJob[]> {
  if (zoneIds?.length === 0) return []
  let query = db.selectFrom('fleet_jobs').selectAll().where('owner', '=', owner)
  if (zoneIds !== null) query = query.where('zone_id', 'in', zoneIds)
  return (await query.execute()).map(toJob)
}

function toTable(owner: string, job: FleetJob): FleetJobTable {
  return {
    owner,
    zone_id: job.zoneId,
    job_id: job.id,
    born_at: job.bornMs,
    name: job.name,
    dataset: job.dataset,
    kind: job.kind,
    place: job.place,
    revision: job.revision,
    enabled: job.enabled ? 1 : 0,
    limit_ms: job.limitMs,
    complete_at: job.completeMs,
    error_at: job.errorMs,
    has_error: job.hasError ? 1 : 0,
    error_text: job.errorText,
    read_at: job.readMs,
    gone_at: job.goneMs,
    gone_by: job.goneBy,
    disabled_by: job.disabled?.by ?? null,
    disabled_at: job.disabled?.atMs ?? null,
    disabled_who: job.disabled?.who ?? null,
    start_at: job.startMs,
    state: job.standing.state,
    since_at: job.standing.sinceMs,
    span_at: job.spanMs,
    gap_from: job.gap?.fromMs ?? null,
    gap_cause: job.gap?.cause ?? null,
    told_errors: job.toldErrors.join(' ') || null,
  }
}

const isDisabledBy = (text: string | null): text is DisabledBy =>
  disabledBy.some((one) => one === text)

function toJob(row: FleetJobTable): FleetJob {
  const by = row.disabled_by
  return {
    zoneId: row.zone_id,
    id: row.job_id,
    bornMs: row.born_at,
    name: row.name,
    dataset: row.dataset,
    kind: isDestinationKind(row.kind) ? row.kind : 'other',
    place: row.place,
    revision: row.revision,
    enabled: row.enabled === 1,
    limitMs: row.limit_ms,
    completeMs: row.complete_at,
    errorMs: row.error_at,
    hasError: row.has_error === 1,
    errorText: row.error_text,
    readMs: row.read_at,
    goneMs: row.gone_at,
    goneBy: row.gone_by,
    disabled:
      isDisabledBy(by) && row.disabled_at !== null
        ? { by, atMs: row.disabled_at, who: row.disabled_who }
        : null,
    startMs: row.start_at,
    standing: { state: jobState.parse(row.state), sinceMs: row.since_at },
    spanMs: row.span_at,
    gap: row.gap_from === null ? null : { fromMs: row.gap_from, cause: row.gap_cause },
    toldErrors: row.told_errors?.split(' ') ?? [],
  }
}
