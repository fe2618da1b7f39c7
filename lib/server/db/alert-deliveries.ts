import 'server-only'
import type { AlertChannelKind, AlertEvent, AlertNotice } from '@/lib/schemas/alert'
import type { Db } from './client'

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
}

/** Within the transaction of what they tell, so that none is lost and none is told that did not happen. */
export async function addDeliveries(db: Db, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return
  await db
    .insertInto('alert_deliveries')
    .values(
      deliveries.map(({ id, alertId, channel, authorId, event, notice, createdAt }) => ({
        id,
        alert_id: alertId,
        channel_id: channel.id,
        channel_json: JSON.stringify(channel),
        author_id: authorId,
        event,
        notice_json: JSON.stringify(notice),
        status: 'pending',
        attempts: 0,
        next_at: createdAt,
        last_error: null,
        created_at: createdAt,
        sent_at: null,
      })),
    )
    .execute()
}
