import 'server-only'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { listFleetJobs } from '@/lib/server/db/fleet-jobs'
import { NotFoundError, UpstreamError } from '@/lib/server/errors'
import { readZoneNext } from '../collector/hurry'
import { pictureOf } from '../collector/pictures'
import { zoneContext } from '../gate'
import { movesOf } from '../moves/shown'
import { findJob } from './find'
import { shownJob } from './shown'

export async function getJob(ctx: ServiceContext, place: ZonePlace, jobId: string): Promise<Job> {
  const target = await zoneContext(ctx, place)
  const readMs = Date.now()
  try {
    const [wire, withMove] = await Promise.all([
      findJob(target, place.zoneId, jobId),
      movesOf(place),
    ])
    return withMove(await shownJob(ctx, place, wire, readMs))
  } catch (error) {
    if (isMissing(error) && (await isKnown(ctx, place, jobId))) await readZoneNext(place.zoneId)
    throw error
  }
}

const isMissing = (error: unknown) =>
  error instanceof NotFoundError || (error instanceof UpstreamError && error.facts.status === 404)

/** Whether the picture still has the job: then it is to be told that it is gone. */
async function isKnown(ctx: ServiceContext, { zoneId }: ZonePlace, jobId: string) {
  const jobs = await listFleetJobs(await getDb(), pictureOf(ctx), [zoneId])
  return jobs.some(({ id, goneMs }) => id === jobId && goneMs === null)
}
