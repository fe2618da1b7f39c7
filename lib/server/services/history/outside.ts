import 'server-only'
import { type JobHistory, outsideKind } from '@/lib/schemas/history'
import type { Db } from '@/lib/server/db/client'
import { listEvents } from '@/lib/server/db/fleet-events'
import type { OfJob } from '@/lib/server/db/fleet-history'
import { time } from './stretches'

/** More than these a page does not show. */
const most = 20

/** What was done to a job by other means than this dashboard, the newest first. `job` undefined: it was never seen. */
export async function outsideOf(
  db: Db,
  owner: string,
  job: (Pick<OfJob, 'zoneId' | 'bornMs'> & { id: string }) | undefined,
  sinceMs: number,
): Promise<JobHistory['outside']> {
  if (!job) return []
  const { zoneId, id: jobId, bornMs } = job
  const kinds = outsideKind.options
  const filter = { sinceMs, kinds, zoneIds: [zoneId], isOutside: true, job: { jobId, bornMs } }
  const events = await listEvents(db, owner, filter, most)
  return events.flatMap((event) => {
    const kind = kinds.find((known) => known === event.kind)
    return kind ? { kind, at: time(event.atMs) } : []
  })
}
