import 'server-only'
import type { SignedInContext } from '@/lib/server/context'
import { NotFoundError, UpstreamError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import { audited } from '../audited'
import { cisContext, type ZonePlace } from '../cis-context'

/** Deletes a job. Throws NotFoundError when it is gone already. */
export async function removeJob(
  ctx: SignedInContext,
  place: ZonePlace,
  jobId: string,
): Promise<void> {
  const target = await cisContext(ctx, place.instanceId)
  const wire = await cis.getJob(target, place.zoneId, jobId)
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
    if (!(error instanceof UpstreamError) || !error.maybeCarriedOut) throw error
    const gone = await cis.getJob(target, zoneId, jobId).then(
      () => false,
      (reason: unknown) => reason instanceof UpstreamError && reason.facts.status === 404,
    )
    if (!gone) throw error
    return { alreadyGone: false, correlationId: error.facts.correlationId }
  }
}
