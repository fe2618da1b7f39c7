import 'server-only'
import { NotFoundError, UpstreamError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'

/**
 * The job as IBM holds it now. Throws NotFoundError also for digits that IBM does not take for an id: no job has
 * them. IBM's words for that are unproven.
 */
export async function findJob(
  target: cis.CisContext,
  zoneId: string,
  jobId: string,
): Promise<WireJob> {
  try {
    return await cis.getJob(target, zoneId, jobId)
  } catch (error) {
    const { status, message = '' } = error instanceof UpstreamError ? error.facts : {}
    if (status !== 400 || !/\b(?:job )?(?:id|identifier)\b/i.test(message)) throw error
    throw new NotFoundError('job')
  }
}
