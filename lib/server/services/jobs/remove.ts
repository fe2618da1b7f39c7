import 'server-only'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import type { WireJob } from '@/lib/server/ibm/wire'
import { carryOut } from '../carry-out'
import { zoneContext } from '../gate'
import { makePlan, type Plan } from '../plan'
import { findJob } from './find'
import { snapshotOf } from './snapshot'
import { revisionOf } from './to-job'

/** Deletes a job. Throws NotFoundError when it is gone already. */
export async function removeJob(
  ctx: ServiceContext,
  place: ZonePlace,
  jobId: string,
): Promise<void> {
  await carryOut(ctx, await planRemoval(ctx, place, jobId))
}

async function planRemoval(ctx: ServiceContext, place: ZonePlace, jobId: string): Promise<Plan> {
  const target = await zoneContext(ctx, place)
  return removalOf(place, await findJob(target, place.zoneId, jobId))
}

export function removalOf(place: ZonePlace, wire: WireJob): Plan {
  return makePlan(
    {
      action: 'job.delete',
      place,
      jobId: wire.id,
      jobName: wire.name,
      before: snapshotOf(wire),
      after: null,
      revision: revisionOf(wire),
    },
    null,
  )
}
