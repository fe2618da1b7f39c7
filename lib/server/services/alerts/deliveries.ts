import 'server-only'
import { noticeTitle } from '@/lib/alerts/words'
import type { AlertDelivery, AlertNotice } from '@/lib/schemas/alert'
import type { ListAlertDeliveriesQuery } from '@/lib/schemas/alert-lists'
import type { ServiceContext } from '@/lib/server/context'
import {
  addDeliveries,
  claimDelivery,
  type DeliveryRow,
  findDelivery,
  listDeliveries,
} from '@/lib/server/db/alert-deliveries'
import { listAlertsById } from '@/lib/server/db/alerts'
import { type Db, getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import { AppError } from '@/lib/server/errors'
import { decodeCursor, encodeCursor, rowCursor } from '../cursor'
import { assertFewTests } from '../destinations/test-limit'
import { found } from './channels'
import { attempt } from './deliver'
import { membersSeenBy, shownNotice } from './seen'
import { authorSeen } from './whose'

const pageSize = 50
/** Longer than an attempt takes. */
const testMs = 60_000

/** What one's channels were sent, the newest first; administrators see everybody's. Of zones that are seen no more nothing is told. */
export async function listAlertDeliveries(
  ctx: ServiceContext,
  { channelId, alertId, cursor }: ListAlertDeliveriesQuery,
): Promise<{ items: AlertDelivery[]; nextCursor: string | null }> {
  const db = await getDb()
  const rows = await listDeliveries(db, {
    authorId: authorSeen(ctx),
    channelId,
    alertId,
    before: cursor === undefined ? undefined : decode(cursor),
    limit: pageSize + 1,
  })
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  const shown = await shownTo(ctx, db, page)
  return {
    items: page.flatMap((row) => {
      const notice = shown(row)
      return notice ? [toItem({ ...row, notice })] : []
    }),
    nextCursor: last && rows.length > pageSize ? placeOf(last) : null,
  }
}

/** What of notices somebody sees now; null: nothing of what it names. */
async function shownTo(
  ctx: ServiceContext,
  db: Db,
  rows: readonly DeliveryRow[],
): Promise<(row: DeliveryRow) => AlertNotice | null> {
  if (ctx.administers === 'all') return ({ notice }) => notice
  const seen = await membersSeenBy(ctx)
  const ids = new Set(rows.flatMap(({ alertId }) => alertId ?? []))
  const alerts = new Map((await listAlertsById(db, [...ids])).map((alert) => [alert.id, alert]))
  return ({ alertId, notice }) => {
    if (alertId === null) return notice
    const alert = alerts.get(alertId)
    return alert ? shownNotice(notice, alert, seen(alert)) : null
  }
}

/** Sends one test notice at once, and says how that went; it is not tried again. Throws NotFoundError, `rate_limited`. */
export async function testAlertChannel(ctx: ServiceContext, id: string): Promise<AlertDelivery> {
  const db = await getDb()
  const channel = await found(db, ctx, id)
  await assertFewTests(ctx)
  const now = Date.now()
  const deliveryId = createId(now)
  const notice: AlertNotice = {
    id: deliveryId,
    event: 'test',
    rule: null,
    scope: null,
    jobs: [],
    others: [],
    count: 0,
    cause: null,
    isFlapping: false,
    isReminder: false,
    since: null,
    at: new Date(now).toISOString(),
    url: null,
  }
  await addDeliveries(db, [
    {
      id: deliveryId,
      alertId: null,
      channel: { id, name: channel.name, kind: channel.kind },
      authorId: channel.author.id,
      event: 'test',
      notice,
      createdAt: now,
      // Not the background's, unless this process dies meanwhile.
      nextAt: now + testMs,
    },
  ])
  const row = await findDelivery(db, deliveryId)
  if (row && (await claimDelivery(db, row, now + testMs))) {
    await attempt(db, channel, { ...row, attempts: 1 })
  }
  const done = await findDelivery(db, deliveryId)
  if (!done) throw new AppError('conflict', 'The channel is changing. Try again.')
  return toItem(done)
}

function toItem(row: DeliveryRow): AlertDelivery {
  const { id, alertId, channel, event, status, attempts, nextAt, lastError, createdAt } = row
  const isWaiting = status === 'pending' || status === 'held'
  return {
    id,
    alertId,
    channel,
    event,
    subject: noticeTitle(row.notice),
    status,
    attempts,
    nextAttemptAt: isWaiting ? time(nextAt) : null,
    lastError,
    createdAt: new Date(createdAt).toISOString(),
    sentAt: time(row.sentAt),
  }
}

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const placeOf = ({ createdAt, id }: DeliveryRow) => encodeCursor([createdAt, id])

function decode(text: string): { createdAt: number; id: string } {
  const [createdAt, id] = decodeCursor(text, rowCursor)
  return { createdAt, id }
}
