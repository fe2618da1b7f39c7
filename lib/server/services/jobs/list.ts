import 'server-only'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis'
import { cisContext } from '../gate'
import { liveFieldsFor } from './live-fields'
import { toJob } from './to-job'

/** The zone's jobs, asked anew each time: one call to IBM while the field lists are fresh. */
export async function listJobs(ctx: ServiceContext, place: ZonePlace): Promise<Job[]> {
  const target = await cisContext(ctx, place.instanceId)
  const jobs = await cis.listJobs(target, place.zoneId)
  const liveFields = await liveFieldsFor(ctx, place, jobs)
  const nowMs = Date.now()
  return jobs.map((job) => toJob(job, liveFields, nowMs))
}
