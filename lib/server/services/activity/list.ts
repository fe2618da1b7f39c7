import 'server-only'
import type { ActivityItem, ActivityPage, ActivityQuery } from '@/lib/schemas/activity'
import { activityAction } from '@/lib/schemas/activity'
import type { SignedInContext } from '@/lib/server/context'
import { type AuditRow, listAudit } from '@/lib/server/db/audit-list'
import { getDb } from '@/lib/server/db/client'
import { listResources } from '../resources'
import { settleUnknown } from './settle'

/**
 * What was written through this dashboard, newest first, on the instances this person sees. Attempts whose outcome
 * is not known are settled first by reading the jobs back.
 */
export async function listActivity(
  ctx: SignedInContext,
  query: ActivityQuery,
): Promise<ActivityPage> {
  const instances = await listResources(ctx, 'internet-svcs')
  const visible = instances.map((instance) => instance.guid)
  await settleUnknown(ctx, visible)
  const { instanceId, ...rest } = query
  const page = await listAudit(await getDb(), {
    ...rest,
    accountId: ctx.session.account.id,
    instanceIds: instanceId ? visible.filter((id) => id === instanceId) : visible,
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
