import 'server-only'
import type { ActivityPage, ActivityQuery } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { listAudit } from '@/lib/server/db/audit-list'
import { getDb } from '@/lib/server/db/client'
import { lendCredential } from '@/lib/server/db/settlements'
import { fatesOf } from './fates'
import { toAuditQuery } from './query'
import { readerOf } from './reader'
import { toItem } from './to-item'

/**
 * What was done through this dashboard, newest first, as far as this person may see it. Writes whose outcome is
 * still looked for, and whose own right to look has ended, are looked for with this person's from now on.
 */
export async function listActivity(
  ctx: ServiceContext,
  query: ActivityQuery,
): Promise<ActivityPage> {
  const { limit, cursor, ...filter } = query
  const reader = await readerOf(ctx, filter.instanceId)
  const db = await getDb()
  if (reader.kind === 'instances') {
    await lendCredential(db, reader.accountId, reader.instanceIds, ctx.credential.id)
  }
  const page = await listAudit(db, { ...toAuditQuery(filter, reader), limit, cursor })
  const items = page.items.map(toItem)
  return { items, fates: await fatesOf(db, items), nextCursor: page.nextCursor }
}
