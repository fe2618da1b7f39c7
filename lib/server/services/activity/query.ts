import 'server-only'
import type { ActivityFilter } from '@/lib/schemas/activity'
import type { AuditQuery, AuditReader } from '@/lib/server/db/audit-plan'

/** A filter of the API as the audit is asked by it. */
export function toAuditQuery(
  { from, to, ...rest }: ActivityFilter,
  reader: AuditReader,
): AuditQuery {
  return {
    ...rest,
    reader,
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
  }
}
