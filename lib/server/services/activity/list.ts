import 'server-only'
import type { ActivityItem, ActivityPage, ActivityQuery } from '@/lib/schemas/activity'
import { activityAction } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { type AuditRow, listAudit } from '@/lib/server/db/audit-list'
import { getDb } from '@/lib/server/db/client'
import { settleUnknown } from './settle'
import { visibleInstances } from './visible-instances'

/**
 * What was written through this dashboard, newest first, on the instances this person may read. Attempts whose outcome
 * is not known are settled first by reading the jobs back.
 */
export async function listActivity(
  ctx: ServiceContext,
  query: ActivityQuery,
): Promise<ActivityPage> {
  const { instanceId, ...rest } = query
  const instanceIds = await visibleInstances(ctx, instanceId)
  await settleUnknown(ctx, instanceIds)
  const page = await listAudit(await getDb(), {
    ...rest,
    accountId: ctx.principal.account.id,
    instanceIds,
  })
  return { items: page.items.map(toItem), nextCursor: page.nextCursor }
}

function toItem({ at, settledAt, accountId: _, action, ...row }: AuditRow): ActivityItem {
  return {
    ...row,
    at: new Date(at).toISOString(),
    settledAt: settledAt === null ? null : new Date(settledAt).toISOString(),
    action: activityAction.parse(action),
  }
}
