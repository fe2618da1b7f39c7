import 'server-only'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { NotFoundError, UpstreamError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import { audited } from '../audited'
import { cisContext } from '../gate'
import { isOpen, notDone, outcomeUnknown, readBack } from '../read-back'
import { findJob } from './find'

/** Deletes a job. Throws NotFoundError when it is gone already. */
export async function removeJob(
  ctx: ServiceContext,
  place: ZonePlace,
  jobId: string,
): Promise<void> {
  const target = await cisContext(ctx, place.instanceId)
  const wire = await findJob(target, place.zoneId, jobId)
  const { id, name, enabled, dataset, frequency, logpull_options, destination_conf } = wire
  const attempt = {
    action: 'job.delete',
    verb: 'delete',
    ...place,
    jobId: id,
    jobName: name,
    before: { name, enabled, dataset, frequency, logpull_options, destination_conf },
  } as const
  await audited(ctx, attempt, async () => {
    const { alreadyGone, correlationId } = await deleteOnce(target, place.zoneId, jobId)
    if (alreadyGone) throw new NotFoundError('job')
    return { result: undefined, correlationId }
  })
}

/** Sent once; when the answer gets lost, a job that can't be found any more was deleted. */
async function deleteOnce(target: cis.CisContext, zoneId: string, jobId: string) {
  try {
    return await cis.deleteJob(target, zoneId, jobId)
  } catch (error) {
    if (!isOpen(error)) throw error
    const gone = await readBack(target.deadlineMs, () => whenGone(target, zoneId, jobId))
    if (gone === 'not_done') throw notDone(error, 'delete', 'the job is still there.')
    if (gone === 'unreadable') {
      throw outcomeUnknown(
        error,
        'We don’t know whether the job was deleted: the connection broke after sending, and the job can’t be read now. Look at the zone’s jobs; Activity settles it once IBM answers.',
      )
    }
    return { alreadyGone: false, correlationId: error.facts.correlationId }
  }
}

/** null: the job is there. */
async function whenGone(target: cis.CisContext, zoneId: string, jobId: string) {
  try {
    await cis.getJob(target, zoneId, jobId)
    return null
  } catch (error) {
    if (error instanceof UpstreamError && error.facts.status === 404) return { gone: true }
    throw error
  }
}
