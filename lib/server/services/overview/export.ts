import 'server-only'
import type { JobNow } from '@/lib/fleet/cells'
import type { OverviewFilter } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { tableFile } from '../table-file'
import { type JudgedCell, type JudgedZone, time } from './judged'
import { instanceNames } from './picture'
import { seenFleet } from './seen'
import { teamsFor } from './teams'
import { findZones } from './zones'

const columns = [
  'zone',
  'dataset',
  'state',
  'since',
  'last_complete',
  'job',
  'jobs',
  'destination',
  'error',
  'reason',
  'as_of',
  'instance_id',
  'zone_id',
  // After those that were there first, for whoever reads them by their places.
  'cell_state',
  'job_id',
  'instance',
  'team',
  'zone_missing_seconds',
]

/** The filtered view, a line a job, and one for each dataset that a zone has no job of. */
export async function exportOverview(
  ctx: ServiceContext,
  { format, ...filter }: OverviewFilter & { format: 'csv' | 'json' },
): Promise<Response> {
  const [teams, { pictures }] = await Promise.all([teamsFor(ctx), seenFleet(ctx)])
  const zones = await findZones(ctx, filter, teams)
  const names = instanceNames(pictures)
  const rows = zones.flatMap((one) => {
    const ofZone = {
      instance: names.get(one.zone.instanceId) ?? null,
      team: teams?.of(one.zone).join(', ') || null,
    }
    return [...one.cells].flatMap(([dataset, cell]) => {
      const jobs = cell.jobs.length > 0 ? cell.jobs : [null]
      return jobs.map((job) => ({ ...lineOf(one, dataset, cell, job), ...ofZone }))
    })
  })
  return tableFile(ctx, 'coverage', format, columns, [rows])
}

/** `now`: one of the cell's jobs; null: it has none. */
const lineOf = (
  { zone, lostSeconds }: JudgedZone,
  dataset: string,
  { state, jobs, mark }: JudgedCell,
  now: JobNow | null,
) => ({
  zone: zone.name,
  dataset,
  state: now?.standing.state ?? state,
  since: time(now?.standing.sinceMs ?? null),
  last_complete: time(now?.job.completeMs ?? null),
  job: now && (now.job.name ?? now.job.id),
  jobs: jobs.length,
  destination: now?.job.place ?? null,
  error: now?.job.errorText ?? null,
  reason: mark?.reason ?? null,
  as_of: time(zone.readAt),
  instance_id: zone.instanceId,
  zone_id: zone.zoneId,
  cell_state: state,
  job_id: now?.job.id ?? null,
  zone_missing_seconds: lostSeconds,
})
