import 'server-only'
import { fromConf } from '@/lib/destinations/registry'
import { samePlace } from '@/lib/destinations/same'
import type { JobSnapshot } from '@/lib/jobs/snapshot'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { zoneContext } from '../gate'
import { findJob } from '../jobs/find'
import { revisionOf } from '../jobs/to-job'
import type { Plan } from '../plan'
import type { Kept } from './keep'
import { zoneChanged } from './words'

/**
 * What is kept, as it may be carried out now: the zone is still as it was when that was planned. Throws NoLonger where it is
 * not; what is gone answers as IBM does.
 */
export async function unchanged(ctx: ServiceContext, kept: Kept): Promise<Kept> {
  const { plan } = kept
  const { place, action, jobId, revision } = plan
  const target = await zoneContext(ctx, place)
  if (action === 'retention.update') {
    const before = Object(plan.before) as { enabled?: unknown } // Made by planRetention.
    const enabled = await cis.getRetention(target, place.zoneId)
    if (enabled !== before.enabled) throw zoneChanged('Log retention was switched')
    return kept
  }
  if (jobId !== null) {
    const wire = await findJob(target, place.zoneId, jobId)
    if (revisionOf(wire) !== revision) throw zoneChanged('The job was changed')
    return kept
  }
  const { items } = await cis.listJobs(target, place.zoneId)
  return { ...kept, plan: stillNew(plan, items) }
}

/** The creation of a job whose like nobody has made since; what it is told from is the zone as it is now. */
function stillNew(plan: Plan, jobs: readonly WireJob[]): Plan {
  const { otherJobIds = [] } = Object(plan.before) as { otherJobIds?: readonly string[] } // Made by creationOf.
  const { name, dataset, destination } = plan.after as JobSnapshot // As above.
  const since = jobs.filter(({ id }) => !otherJobIds.includes(id))
  if (since.some((job) => name !== null && job.name === name && job.dataset === dataset)) {
    throw zoneChanged('A job with the same name and dataset was created in this zone')
  }
  if (since.some((job) => samePlace(fromConf(job.destination_conf), destination))) {
    throw zoneChanged('A job with the same destination was created in this zone')
  }
  return { ...plan, before: { otherJobIds: jobs.map(({ id }) => id) } }
}
