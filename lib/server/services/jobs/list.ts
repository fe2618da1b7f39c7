import 'server-only'
import type { Job } from '@/lib/schemas/job'
import type { List } from '@/lib/schemas/list'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis'
import { zoneContext } from '../gate'
import { listed } from '../listed'
import { movesOf } from '../moves/shown'
import { judge } from './judge'
import { liveFieldsFor } from './live-fields'
import { toJob } from './to-job'

/** The zone's jobs, asked anew each time: one call to IBM while the field lists are fresh. */
export async function listJobs(ctx: ServiceContext, place: ZonePlace): Promise<List<Job>> {
  const target = await zoneContext(ctx, place)
  const readAt = Date.now()
  const [{ items: jobs, isPartial }, withMove] = await Promise.all([
    cis.listJobs(target, place.zoneId),
    movesOf(place),
  ])
  const [liveFields, toldOf] = await Promise.all([
    liveFieldsFor(ctx, place, jobs),
    judge(ctx, place, { readMs: readAt, jobs, isWhole: !isPartial }),
  ])
  return listed(
    jobs.map((job) => withMove(toJob(job, liveFields, toldOf(job)))),
    readAt,
    isPartial,
  )
}
