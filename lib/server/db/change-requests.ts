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
  /** Whose zone it is. */
  accountId: string
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
      account_id: row.accountId,
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

export async function findChangeRequest(db: Db, id: string): Promise<ChangeRequestRow | null> {
  const row = await db
    .selectFrom('change_requests')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toChangeRequest(row) : null
}

/** What somebody asked for and still waits, about one job or, with null, about a zone itself and jobs to come. */
export async function listWaitingOf(
  db: Db,
  askerId: string,
  about: Pick<ChangeRequestRow, 'action' | 'instanceId' | 'zoneId' | 'jobId'>,
): Promise<ChangeRequestRow[]> {
  const rows = await db
    .selectFrom('change_requests')
    .selectAll()
    .where('asker_id', '=', askerId)
    .where('status', '=', 'waiting')
    .where('action', '=', about.action)
    .where('instance_id', '=', about.instanceId)
    .where('zone_id', '=', about.zoneId)
    .where('job_id', about.jobId === null ? 'is' : '=', about.jobId)
    .orderBy('id')
    .execute()
  return rows.map(toChangeRequest)
}

export type ChangeFilter = {
  status?: ChangeStatus | undefined
  /** Whose they are, or are not. */
  askerId?: string | undefined
  notAskerId?: string | undefined
  instanceId?: string | undefined
  zoneId?: string | undefined
  jobId?: string | undefined
}

function filtered(db: Db, filter: ChangeFilter) {
  const { status, askerId, notAskerId, instanceId, zoneId, jobId } = filter
  return db
    .selectFrom('change_requests')
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
    .$if(askerId !== undefined, (query) => query.where('asker_id', '=', askerId ?? ''))
    .$if(notAskerId !== undefined, (query) => query.where('asker_id', '!=', notAskerId ?? ''))
    .$if(instanceId !== undefined, (query) => query.where('instance_id', '=', instanceId ?? ''))
    .$if(zoneId !== undefined, (query) => query.where('zone_id', '=', zoneId ?? ''))
    .$if(jobId !== undefined, (query) => query.where('job_id', '=', jobId ?? ''))
}

/** The newest first; `below`: only those before the one of this id. */
export async function listChangeRequests(
  db: Db,
  filter: ChangeFilter,
  { limit, below }: { limit: number; below?: string | undefined },
): Promise<ChangeRequestRow[]> {
  const rows = await filtered(db, filter)
    .selectAll()
    .$if(below !== undefined, (query) => query.where('id', '<', below ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toChangeRequest)
}

export async function countChangeRequests(db: Db, filter: ChangeFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Those of somebody's that others have decided, or time has, and that were not seen since; the newest first. */
export async function listUnseen(
  db: Db,
  askerId: string,
  limit: number,
): Promise<ChangeRequestRow[]> {
  const rows = await filtered(db, { askerId })
    .selectAll()
    .where('seen_at', 'is', null)
    .where('status', 'not in', ['waiting', 'approved', 'withdrawn'] satisfies ChangeStatus[])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toChangeRequest)
}

export async function markSeen(db: Db, id: string, now = Date.now()): Promise<void> {
  await db
    .updateTable('change_requests')
    .set({ seen_at: now })
    .where('id', '=', id)
    .where('seen_at', 'is', null)
    .where('status', 'not in', ['waiting', 'approved'] satisfies ChangeStatus[])
    .execute()
}

type Change = Partial<
  Pick<
    ChangeRequestRow,
    | 'status'
    | 'jobId'
    | 'jobName'
    | 'plan'
    | 'decidedAt'
    | 'decider'
    | 'note'
    | 'stepId'
    | 'code'
    | 'detail'
    | 'dueAt'
  >
>

/**
 * Changes one as it was read: each writing sets another `dueAt`, so whoever was overtaken, by somebody's decision or by
 * whoever goes on after a process that died, can write nothing any more.
 * @returns null: overtaken
 */
export async function updateChangeRequest(
  db: Db,
  held: ChangeRequestRow,
  change: Change,
): Promise<ChangeRequestRow | null> {
  const next = { ...held, ...change }
  // The clock may stand still between two writes; the next holder must not look like this one.
  if (next.dueAt === held.dueAt) next.dueAt += 1
  const { numUpdatedRows } = await db
    .updateTable('change_requests')
    .set({
      status: next.status,
      job_id: next.jobId,
      job_name: next.jobName,
      // What was read a while ago may have been sealed with another secret since.
      ...('plan' in change && { plan_json: toJsonText(next.plan) }),
      decided_at: next.decidedAt,
      decider_json: toJsonText(next.decider),
      note: next.note,
      step_id: next.stepId,
      code: next.code,
      detail: next.detail,
      due_at: next.dueAt,
    })
    .where('id', '=', held.id)
    .where('status', '=', held.status)
    .where('due_at', '=', held.dueAt)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? next : null
}

/** What is to be looked at: to let it expire, or to go on with it; the longest waiting first. */
export async function listDueChanges(
  db: Db,
  limit: number,
  now = Date.now(),
): Promise<ChangeRequestRow[]> {
  const rows = await db
    .selectFrom('change_requests')
    .selectAll()
    .where('status', 'in', ['waiting', 'approved', 'unknown'] satisfies ChangeStatus[])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map(toChangeRequest)
}

function toChangeRequest(row: ChangeRequestTable): ChangeRequestRow {
  return {
    id: row.id,
    // Written by this file alone.
    status: row.status as ChangeStatus,
    action: row.action as ActivityAction,
    accountId: row.account_id,
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
