import 'server-only'
import type { GapFilter } from '@/lib/schemas/history'
import type { ServiceContext } from '@/lib/server/context'
import { tableFile } from '../table-file'
import { findGaps } from './gaps'

const columns = [
  'zone',
  'dataset',
  'from',
  'to',
  'lost_seconds',
  'cause',
  'job',
  'job_id',
  'instance_id',
  'zone_id',
]

/** For an auditor: what did not arrive, from when to when, and why. */
export async function exportGaps(
  ctx: ServiceContext,
  { format, ...filter }: GapFilter & { format: 'csv' | 'jsonl' },
): Promise<Response> {
  const gaps = await findGaps(ctx, filter)
  const rows = gaps.map(({ zone, dataset, from, to, lostSeconds, cause, job, instanceId }) => ({
    zone: zone.name,
    dataset,
    from,
    to,
    lost_seconds: lostSeconds,
    cause,
    job: job.name,
    job_id: job.id,
    instance_id: instanceId,
    zone_id: zone.id,
  }))
  return tableFile('gaps', format, columns, rows)
}
