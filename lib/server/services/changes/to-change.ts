import 'server-only'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { ChangeRequestRow } from '@/lib/server/db/change-requests'

/** As it is shown: without its plan. */
export function toChange(row: ChangeRequestRow): ChangeRequest {
  const { decidedAt, decider, asker, expiresAt, askedAt } = row
  const time = (ms: number) => new Date(ms).toISOString()
  return {
    id: row.id,
    action: row.action,
    instanceId: row.instanceId,
    zoneId: row.zoneId,
    zoneName: row.zoneName,
    jobId: row.jobId,
    jobName: row.jobName,
    asker,
    askedAt: time(askedAt),
    expiresAt: time(expiresAt),
    before: row.before,
    after: row.after,
    status: row.status,
    decidedBy: decider,
    decidedAt: decidedAt === null ? null : time(decidedAt),
    note: row.note,
    code: row.code,
    detail: row.detail,
    isSeen: row.seenAt !== null,
  }
}
