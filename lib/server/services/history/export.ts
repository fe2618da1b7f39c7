import 'server-only'
import type { Gap, GapFilter } from '@/lib/schemas/history'
import type { ServiceContext } from '@/lib/server/context'
import { tableFile } from '../table-file'
import { walkGaps } from './gaps'

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
  const walk = walkGaps(ctx, filter)
  // What fails before the status is out is a refusal, not a file that breaks off.
  const first = await walk.next()
  async function* rows() {
    if (!first.done) yield first.value.map(toRow)
    for await (const some of walk) yield some.map(toRow)
  }
  return tableFile(ctx, 'gaps', format, columns, rows())
}

const toRow = ({ zone, dataset, from, to, lostSeconds, cause, job, instanceId }: Gap) => ({
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
})
