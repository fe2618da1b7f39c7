import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { markSeen } from '@/lib/server/db/change-requests'
import { getDb } from '@/lib/server/db/client'
import { findVisible } from './find'
import { isAsker } from './self'

/** The asker has seen how it was decided; that anybody else did changes nothing. */
export async function seeChange(ctx: ServiceContext, id: string): Promise<void> {
  const db = await getDb()
  const row = await findVisible(db, ctx, id)
  if (isAsker(ctx.principal, row)) await markSeen(db, id)
}
