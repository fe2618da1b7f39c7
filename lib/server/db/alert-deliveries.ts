import 'server-only'
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { ExpressionBuilder } from 'kysely'
import type {
  AlertChannelKind,
  AlertDeliveryStatus,
  AlertEvent,
  AlertNotice,
} from '@/lib/schemas/alert'
import type { Db } from './client'
import { fromJsonText } from './json'
import type { AlertDeliveryTable, Database } from './schema'

/** A notice on its way to one channel. */
export type NewDelivery = {
  id: string
  /** null: a test. */
  alertId: string | null
  channel: { id: string; name: string; kind: AlertChannelKind }
  /** Whose channel it is. */
  authorId: string
  event: AlertEvent
  notice: AlertNotice
  createdAt: number
  /** When its turn comes; at once when left out. */
  nextAt?: number
}

export type DeliveryRow = Omit<NewDelivery, 'nextAt'> & {
  status: AlertDeliveryStatus
  attempts: number
  nextAt: number | null
  /** A sentence without anything secret. */
  lastError: string | null
  /** Addresses of a mail channel that got it already, while others still have to. */
  told: readonly string[]
  sentAt: number | null
}

/** So many rows a statement: when much breaks at once there are more than a database takes values for. */
const rowsAtOnce = 200

/** Within the transaction of what they tell, so that none is lost and none is told that did not happen. */
export async function addDeliveries(db: Db, deliveries: readonly NewDelivery[]): Promise<void> {
  for (let at = 0; at < deliveries.length; at += rowsAtOnce) {
    await db
      .insertInto('alert_deliveries')
      .values(deliveries.slice(at, at + rowsAtOnce).map(toTable))
      .execute()
    await othersTurn()
  }
}

function toTable({
  id,
  alertId,
  channel,
  authorId,
  event,
  notice,
  createdAt,
  nextAt,
}: NewDelivery) {
  return {
    id,
    alert_id: alertId,
    channel_id: channel.id,
    channel_json: JSON.stringify(channel),
    author_id: authorId,
    event,
    notice_json: JSON.stringify(notice),
    status: 'pending',
    attempts: 0,
    next_at: nextAt ?? createdAt,
    last_error: null,
    told_json: null,
    created_at: createdAt,
    sent_at: null,
  }
}

const waiting = ['pending', 'held'] as const
/** A clock that was put back must not keep a notice from going out: nothing waits longer than this for its turn. */
const furthestMs = { pending: 61 * 60_000, held: 26 * 60 * 60_000 }

/** Whose turn it is. A recovery's comes once nothing of its alert waits before it: who hears of it first is misled. */
const isDue = (nowMs: number) => (eb: ExpressionBuilder<Database, 'alert_deliveries'>) =>
  eb.and([
    eb.or(
      waiting.map((status) =>
        eb.and([
          eb('status', '=', status),
          eb.or([eb('next_at', '<=', nowMs), eb('next_at', '>', nowMs + furthestMs[status])]),
        ]),
      ),
    ),
    eb.or([
      eb('event', '!=', 'recovered'),
      eb.not(
        eb.exists(
          eb
            .selectFrom('alert_deliveries as first')
            .select('first.id')
            .whereRef('first.alert_id', '=', 'alert_deliveries.alert_id')
            .whereRef('first.channel_id', '=', 'alert_deliveries.channel_id')
            .where('first.event', '=', 'down')
            .where('first.status', 'in', waiting),
        ),
      ),
    ]),
  ])

/** Channels that something waits for whose turn it is. */
export async function listDueChannels(db: Db, nowMs: number): Promise<string[]> {
  const rows = await db
    .selectFrom('alert_deliveries')
    .select('channel_id')
    .distinct()
    .where(isDue(nowMs))
    .execute()
  return rows.map(({ channel_id }) => channel_id)
}

/** What waits for one channel and whose turn it is, in the order in which it happened. */
export async function listDueDeliveries(
  db: Db,
  channelId: string,
  nowMs: number,
  limit: number,
): Promise<DeliveryRow[]> {
  const rows = await db
    .selectFrom('alert_deliveries')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where(isDue(nowMs))
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
}

/**
 * Takes a delivery for one attempt: nobody else does before `untilMs`, by when it is written down or its process is dead.
 * @returns whether it was still as it was read
 */
export async function claimDelivery(
  db: Db,
  { id, status, attempts, nextAt }: DeliveryRow,
  untilMs: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('alert_deliveries')
    .set({ status: 'pending', attempts: attempts + 1, next_at: untilMs })
    .where('id', '=', id)
    .where('status', '=', status)
    .where('attempts', '=', attempts)
    .where('next_at', '=', nextAt)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type DeliveryChange = Partial<
  Pick<DeliveryRow, 'status' | 'nextAt' | 'lastError' | 'sentAt' | 'told'>
>

/** Changes a delivery that is still as it was seen: whoever took it meanwhile has the last word. */
export async function changeDelivery(
  db: Db,
  { id, status, attempts }: Pick<DeliveryRow, 'id' | 'status' | 'attempts'>,
  change: DeliveryChange,
): Promise<void> {
  await db
    .updateTable('alert_deliveries')
    .set(columnsOf(change))
    .where('id', '=', id)
    .where('status', '=', status)
    .where('attempts', '=', attempts)
    .execute()
}

/** It is with the receiver, whatever another process thinks of it. `note`: what went wrong all the same. */
export async function settleSent(
  db: Db,
  id: string,
  note: string | null,
  sentAt: number,
): Promise<void> {
  const change = columnsOf({ status: 'sent', nextAt: null, lastError: note, sentAt, told: [] })
  await db.updateTable('alert_deliveries').set(change).where('id', '=', id).execute()
}

function columnsOf({ status, nextAt, lastError, sentAt, told }: DeliveryChange) {
  return {
    ...(status !== undefined && { status }),
    ...(nextAt !== undefined && { next_at: nextAt }),
    ...(lastError !== undefined && { last_error: lastError }),
    ...(sentAt !== undefined && { sent_at: sentAt }),
    ...(told !== undefined && { told_json: told.length > 0 ? JSON.stringify(told) : null }),
  }
}

export async function findDelivery(db: Db, id: string): Promise<DeliveryRow | null> {
  const row = await db
    .selectFrom('alert_deliveries')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toDelivery(row) : null
}

/** What a channel was told of one alert, in order. */
export async function listDeliveriesOf(
  db: Db,
  alertId: string,
  channelId: string,
): Promise<DeliveryRow[]> {
  const rows = await db
    .selectFrom('alert_deliveries')
    .selectAll()
    .where('alert_id', '=', alertId)
    .where('channel_id', '=', channelId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toDelivery)
}

/** The channels that were told of each of these alerts, or are about to be, by its id. */
export async function channelsTold(
  db: Db,
  alertIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const told = new Map<string, Set<string>>()
  for (let at = 0; at < alertIds.length; at += rowsAtOnce) {
    const rows = await db
      .selectFrom('alert_deliveries')
      .select(['alert_id', 'channel_id'])
      .distinct()
      .where('event', '=', 'down')
      .where('alert_id', 'in', alertIds.slice(at, at + rowsAtOnce))
      .execute()
    for (const { alert_id, channel_id } of rows) {
      // Of these alerts, not of none.
      const id = alert_id as string
      told.set(id, (told.get(id) ?? new Set()).add(channel_id))
    }
    await othersTurn()
  }
  return told
}

export type DeliveryFilter = {
  /** null: everybody's. */
  authorId: string | null
  channelId?: string | undefined
  alertId?: string | undefined
  before?: { createdAt: number; id: string } | undefined
  limit: number
}

/** The newest first. */
export async function listDeliveries(
  db: Db,
  { authorId, channelId, alertId, before, limit }: DeliveryFilter,
): Promise<DeliveryRow[]> {
  let query = db.selectFrom('alert_deliveries').selectAll()
  if (authorId !== null) query = query.where('author_id', '=', authorId)
  if (channelId !== undefined) query = query.where('channel_id', '=', channelId)
  if (alertId !== undefined) query = query.where('alert_id', '=', alertId)
  if (before) {
    query = query.where((eb) =>
      eb.or([
        eb('created_at', '<', before.createdAt),
        eb.and([eb('created_at', '=', before.createdAt), eb('id', '<', before.id)]),
      ]),
    )
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
}

/** How the newest delivery of each of these channels went. */
export async function lastDeliveries(
  db: Db,
  channelIds: readonly string[],
): Promise<Map<string, { status: AlertDeliveryStatus; at: number }>> {
  const found = new Map<string, { status: AlertDeliveryStatus; at: number }>()
  if (channelIds.length === 0) return found
  const rows = await db
    .selectFrom('alert_deliveries')
    .select(['channel_id', 'status', 'created_at', 'sent_at'])
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('alert_deliveries')
        // Ids sort by time.
        .select((of) => of.fn.max('id').as('id'))
        .where('channel_id', 'in', channelIds)
        .groupBy('channel_id'),
    )
    .execute()
  for (const { channel_id, status, created_at, sent_at } of rows) {
    found.set(channel_id, { status: status as AlertDeliveryStatus, at: sent_at ?? created_at })
  }
  return found
}

/** Removes what was told, or given up, before; of alerts that are still open it says who has to hear of the recovery. */
export async function removeOldDeliveries(db: Db, beforeMs: number): Promise<void> {
  await db
    .deleteFrom('alert_deliveries')
    .where('created_at', '<', beforeMs)
    .where('status', 'not in', waiting)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('alerts')
            .select('alerts.id')
            .whereRef('alerts.id', '=', 'alert_deliveries.alert_id')
            .where('alerts.recovered_at', 'is', null),
        ),
      ),
    )
    .execute()
}

function toDelivery(row: AlertDeliveryTable): DeliveryRow {
  return {
    id: row.id,
    alertId: row.alert_id,
    // Written by addDeliveries alone.
    channel: fromJsonText(row.channel_json) as DeliveryRow['channel'],
    authorId: row.author_id,
    event: row.event as AlertEvent,
    notice: fromJsonText(row.notice_json) as AlertNotice,
    createdAt: row.created_at,
    status: row.status as AlertDeliveryStatus,
    attempts: row.attempts,
    nextAt: row.next_at,
    lastError: row.last_error,
    told: row.told_json === null ? [] : (fromJsonText(row.told_json) as string[]),
    sentAt: row.sent_at,
  }
}

/** Notices that wait to be sent, or to be tried again. */
export async function countPendingDeliveries(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('alert_deliveries')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('status', 'in', waiting)
    .executeTakeFirstOrThrow()
  return Number(count)
}
