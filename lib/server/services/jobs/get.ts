import 'server-only'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { cisContext } from '../gate'
import { findJob } from './find'
import { liveFieldsFor } from './live-fields'
import { toJob } from './to-job'

export async function getJob(ctx: ServiceContext, place: ZonePlace, jobId: string): Promise<Job> {
  const target = await cisContext(ctx, place.instanceId)
  const wire = await findJob(target, place.zoneId, jobId)
  return toJob(wire, await liveFieldsFor(ctx, place, [wire]))
}
