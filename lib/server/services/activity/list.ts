import 'server-only'
import type { ActivityPage, ActivityQuery } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { listAudit } from '@/lib/server/db/audit-list'
import { getDb } from '@/lib/server/db/client'
import { lendCredential } from '@/lib/server/db/settlements'
import { toAuditQuery } from './query'
import { toItem } from './to-item'
import { visibleInstances } from './visible-instances'

/**
 * What was written through this dashboard, newest first, on the instances this person may read. Writes whose outcome is
 * still looked for, and whose own right to look has ended, are looked for with this person's from now on.
 */
export async function listActivity(
  ctx: ServiceContext,
  query: ActivityQuery,
): Promise<ActivityPage> {
  const { limit, cursor, ...filter } = query
  const instanceIds = await visibleInstances(ctx, filter.instanceId)
  const db = await getDb()
  const { accountId } = ctx.credential
  await lendCredential(db, accountId, instanceIds, ctx.credential.id)
  const reader = { kind: 'instances' as const, accountId, instanceIds }
  const page = await listAudit(db, { ...toAuditQuery(filter, reader), limit, cursor })
  return { items: page.items.map(toItem), nextCursor: page.nextCursor }
}
