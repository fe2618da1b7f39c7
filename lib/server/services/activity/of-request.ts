import 'server-only'
import type { ActivityItem } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { findAttemptOf } from '@/lib/server/db/audit-list'
import { getDb } from '@/lib/server/db/client'
import { NotFoundError } from '@/lib/server/errors'
import { toItem } from './to-item'

/**
 * What became of the write that a request of this person's made, as far as it is known by now. Throws NotFoundError
 * where the request wrote nothing: it never arrived, was refused before IBM was asked, or is somebody else's.
 */
export async function activityOfRequest(
  ctx: ServiceContext,
  requestId: string,
): Promise<ActivityItem> {
  const { principal } = ctx
  const person = { accountId: principal.account?.id ?? null, actorId: principal.id }
  const attempt = await findAttemptOf(await getDb(), person, requestId)
  if (!attempt) throw new NotFoundError('request of yours')
  return toItem(attempt)
}
