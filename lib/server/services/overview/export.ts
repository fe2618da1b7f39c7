import 'server-only'
import { worstOf } from '@/lib/fleet/cells'
import type { OverviewFilter } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { tableFile } from '../table-file'
import { time } from './judged'
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
]

/** The filtered view, a row a zone and dataset. */
export async function exportOverview(
  ctx: ServiceContext,
  { format, ...filter }: OverviewFilter & { format: 'csv' | 'json' },
): Promise<Response> {
  const zones = await findZones(ctx, filter, await teamsFor(ctx))
  const rows = zones.flatMap(({ zone, cells }) =>
    [...cells].map(([dataset, { state, jobs, mark }]) => {
      const worst = worstOf(jobs)
      return {
        zone: zone.name,
        dataset,
        state,
        since: time(worst?.standing.sinceMs ?? null),
        last_complete: time(worst?.job.completeMs ?? null),
        job: worst?.job.name ?? worst?.job.id ?? null,
        jobs: jobs.length,
        destination: worst?.job.place ?? null,
        error: worst?.job.errorText ?? null,
        reason: mark?.reason ?? null,
        as_of: time(zone.readAt),
        instance_id: zone.instanceId,
        zone_id: zone.zoneId,
      }
    }),
  )
  return tableFile(ctx, 'coverage', format, columns, [rows])
}
