import 'server-only'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { ChangeStatus } from '@/lib/schemas/change-request'
import type { Db } from './client'
import { fromJsonText, toJsonText } from './json'
import type { ChangeRequestTable } from './schema'

export type Person = { id: string; name: string; email: string }

/** A change that waits for approval, or did. Times are epoch ms. */
export type ChangeRequestRow = {
  id: string
  status: ChangeStatus
  action: ActivityAction
  instanceId: string
  zoneId: string
  zoneName: string | null
  jobId: string | null
  jobName: string | null
  asker: Person
  before: unknown
  after: unknown
  /** What is carried out, its secrets sealed; null once it is over. */
  plan: unknown
  askedAt: number
  expiresAt: number
  decidedAt: number | null
  decider: Person | null
  note: string | null
  /** The request id under which it is carried out. */
  stepId: string | null
  code: string | null
  detail: string | null
  /** When somebody has to look at it next: to expire it, or to go on with it. */
  dueAt: number
  /** When the asker saw the decision. */
  seenAt: number | null
}

export async function insertChangeRequest(db: Db, row: ChangeRequestRow): Promise<void> {
  await db
    .insertInto('change_requests')
    .values({
      id: row.id,
      status: row.status,
      action: row.action,
      instance_id: row.instanceId,
      zone_id: row.zoneId,
      zone_name: row.zoneName,
      job_id: row.jobId,
      job_name: row.jobName,
      asker_id: row.asker.id,
      asker_json: JSON.stringify(row.asker),
      before_json: toJsonText(row.before),
      after_json: toJsonText(row.after),
      plan_json: toJsonText(row.plan),
      asked_at: row.askedAt,
      expires_at: row.expiresAt,
      due_at: row.dueAt,
    })
    .execute()
}

export function toChangeRequest(row: ChangeRequestTable): ChangeRequestRow {
  return {
    id: row.id,
    // Written by this file alone.
    status: row.status as ChangeStatus,
    action: row.action as ActivityAction,
    instanceId: row.instance_id,
    zoneId: row.zone_id,
    zoneName: row.zone_name,
    jobId: row.job_id,
    jobName: row.job_name,
    asker: fromJsonText(row.asker_json) as Person,
    before: fromJsonText(row.before_json),
    after: fromJsonText(row.after_json),
    plan: fromJsonText(row.plan_json),
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    decidedAt: row.decided_at,
    decider: fromJsonText(row.decider_json) as Person | null,
    note: row.note,
    stepId: row.step_id,
    code: row.code,
    detail: row.detail,
    dueAt: row.due_at,
    seenAt: row.seen_at,
  }
}
