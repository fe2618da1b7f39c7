import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { findChangeRequest } from '@/lib/server/db/change-requests'
import { getDb } from '@/lib/server/db/client'
import { notAllowed } from '../admission/refusals'
import { findVisible, isInReach } from './find'
import { withdrawRow } from './record'
import { isAsker } from './self'
import { alreadyDecided, othersRequest } from './words'

/** Takes back a change of one's own that still waits. Throws `already_decided`. */
export async function withdrawChange(ctx: ServiceContext, id: string): Promise<void> {
  const db = await getDb()
  const row = await findVisible(db, ctx, id)
  if (!isAsker(ctx.principal, row)) throw othersRequest()
  if (!isInReach(ctx, row, 'editor')) throw notAllowed('editor')
  if (row.status !== 'waiting') throw alreadyDecided(row)
  if (await withdrawRow(db, ctx, row)) return
  throw alreadyDecided((await findChangeRequest(db, id)) ?? row)
}
