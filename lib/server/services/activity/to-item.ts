import 'server-only'
import { type ActivityItem, activityAction, activityVia } from '@/lib/schemas/activity'
import type { AuditRow } from '@/lib/server/db/audit-list'
import { toCanonical } from './older-forms'

/** A row of the audit as the API shows it. */
export function toItem({ at, settledAt, accountId: _, action, ...row }: AuditRow): ActivityItem {
  return {
    ...row,
    at: new Date(at).toISOString(),
    settledAt: settledAt === null ? null : new Date(settledAt).toISOString(),
    via: activityVia.parse(row.via),
    action: activityAction.parse(action),
    instanceId: row.instanceId || null,
    before: shown(row.before),
    after: shown(row.after),
  }
}

/** What no form of a job reads is shown as it stands: one row must not take the page, or the file, with it. */
function shown(value: unknown): unknown {
  try {
    return toCanonical(value)
  } catch {
    return value
  }
}
