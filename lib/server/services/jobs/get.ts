import 'server-only'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { zoneContext } from '../gate'
import { movesOf } from '../moves/shown'
import { findJob } from './find'
import { shownJob } from './shown'

export async function getJob(ctx: ServiceContext, place: ZonePlace, jobId: string): Promise<Job> {
  const target = await zoneContext(ctx, place)
  const readMs = Date.now()
  const [wire, withMove] = await Promise.all([findJob(target, place.zoneId, jobId), movesOf(place)])
  return withMove(await shownJob(ctx, place, wire, readMs))
}
