import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { type ChangeRequestRow, findChangeRequest } from '@/lib/server/db/change-requests'
import type { Db } from '@/lib/server/db/client'
import { NotFoundError } from '@/lib/server/errors'
import { isAsker } from './self'

/** Whether somebody sees all of them: who asks sees their own alone. */
export const seesAll = ({ administers }: Pick<ServiceContext, 'administers'>): boolean =>
  administers === 'all'

/** Throws NotFoundError, the same for one that is not there and for somebody else's. */
export async function findVisible(
  db: Db,
  ctx: ServiceContext,
  id: string,
): Promise<ChangeRequestRow> {
  const row = await findChangeRequest(db, id)
  if (!row || !(seesAll(ctx) || isAsker(ctx.principal, row))) {
    throw new NotFoundError('change request')
  }
  return row
}
