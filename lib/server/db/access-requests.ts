import 'server-only'
import type { AccessRequest } from '@/lib/schemas/access-request'
import type { Person } from './change-requests'
import type { Db } from './client'
import { fromJsonText, toJsonText } from './json'
import type { AccessRequestTable } from './schema'

/** Somebody asks for a role on a zone that they name, be it there or not. Times are epoch ms. */
export type AccessRequestRow = {
  id: string
  asker: Person
  zoneName: string
  instanceName: string | null
  role: AccessRequest['role']
  reason: string
  status: AccessRequest['status']
  askedAt: number
  decidedAt: number | null
  decider: Person | null
  note: string | null
  grantId: string | null
}

export type AccessDecision = {
  status: 'granted' | 'declined'
  decidedAt: number
  decider: Person
  note: string | null
  grantId: string | null
}

/** Within the transaction of its record. */
export async function insertAccessRequest(db: Db, row: AccessRequestRow): Promise<void> {
  await db
    .insertInto('access_requests')
    .values({
      id: row.id,
      asker_id: row.asker.id,
      asker_json: JSON.stringify(row.asker),
      zone_name: row.zoneName,
      instance_name: row.instanceName,
      role: row.role,
      reason: row.reason,
      status: row.status,
      asked_at: row.askedAt,
    })
    .execute()
}

export async function findAccessRequest(db: Db, id: string): Promise<AccessRequestRow | null> {
  const row = await db
    .selectFrom('access_requests')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toRow(row) : null
}

/** Within the transaction of its record. @returns false: somebody has decided already */
export async function decideAccessRequest(
  db: Db,
  id: string,
  { status, decidedAt, decider, note, grantId }: AccessDecision,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('access_requests')
    .set({
      status,
      decided_at: decidedAt,
      decider_json: toJsonText(decider),
      note,
      grant_id: grantId,
    })
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Somebody's own, or with null everybody's: all that wait, the oldest first, then the newest that do not. */
export async function listAccessRequests(
  db: Db,
  askerId: string | null,
  decided: number,
): Promise<AccessRequestRow[]> {
  const all = db.selectFrom('access_requests').selectAll()
  const own = askerId === null ? all : all.where('asker_id', '=', askerId)
  const [waiting, others] = await Promise.all([
    own.where('status', '=', 'waiting').orderBy('asked_at').orderBy('id').execute(),
    own
      .where('status', '!=', 'waiting')
      .orderBy('asked_at', 'desc')
      .orderBy('id', 'desc')
      .limit(decided)
      .execute(),
  ])
  return [...waiting, ...others].map(toRow)
}

/** Those of somebody's that were answered and not seen since; the newest first. */
export async function listUnseenAnswers(
  db: Db,
  askerId: string,
  limit: number,
): Promise<AccessRequestRow[]> {
  const rows = await db
    .selectFrom('access_requests')
    .selectAll()
    .where('asker_id', '=', askerId)
    .where('status', '!=', 'waiting')
    .where('seen_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toRow)
}

/** @returns false: it is not theirs, or not there */
export async function markAnswerSeen(
  db: Db,
  id: string,
  askerId: string,
  now = Date.now(),
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('access_requests')
    .set((eb) => ({ seen_at: eb.fn.coalesce('seen_at', eb.val(now)) }))
    .where('id', '=', id)
    .where('asker_id', '=', askerId)
    .where('status', '!=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function countWaiting(db: Db, askerId: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('access_requests')
    .select(({ fn }) => fn.countAll().as('waiting'))
    .where('asker_id', '=', askerId)
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(waiting)
}

function toRow(row: AccessRequestTable): AccessRequestRow {
  return {
    id: row.id,
    // Written by this file alone.
    asker: fromJsonText(row.asker_json) as Person,
    zoneName: row.zone_name,
    instanceName: row.instance_name,
    role: row.role as AccessRequest['role'],
    reason: row.reason,
    status: row.status as AccessRequest['status'],
    askedAt: row.asked_at,
    decidedAt: row.decided_at,
    decider: fromJsonText(row.decider_json) as Person | null,
    note: row.note,
    grantId: row.grant_id,
  }
}
