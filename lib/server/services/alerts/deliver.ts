import 'server-only'
import { quietUntil } from '@/lib/alerts/quiet'
import { type AlertChannelRow, findChannel } from '@/lib/server/db/alert-channels'
import {
  claimDelivery,
  type DeliveryRow,
  listDeliveriesOf,
  listDueChannels,
  listDueDeliveries,
  updateDelivery,
} from '@/lib/server/db/alert-deliveries'
import { findAlert } from '@/lib/server/db/alerts'
import { type Db, getDb } from '@/lib/server/db/client'
import { log } from '@/lib/server/log'
import { observed } from '@/lib/server/observe'
import { singleton } from '@/lib/server/singleton'
import { SendingFailed } from './senders/failed'
import { sendNotice } from './senders/send'

/** Pauses before the five retries. */
export const pausesMs = [5_000, 30_000, 2 * 60_000, 10 * 60_000, 60 * 60_000]
/** An attempt is over long before; after this whoever made it is dead. */
const claimMs = 60_000
/** Of one channel's turn: then others are looked for anew. */
const atOnce = 10
/** What has to wait for another notice is looked at again so soon. */
const afterOtherMs = 2_000

const state = () => singleton('alert-deliveries', () => ({ underWay: new Set<string>() }))

/**
 * Sends what is due: each channel for itself, so that one that hangs holds up no other, and in the order in which things
 * happened. Resolves when what it began is through; never rejects.
 */
export async function deliverDue(): Promise<void> {
  const { underWay } = state()
  try {
    const db = await getDb()
    const channels = await listDueChannels(db, Date.now())
    const free = channels.filter((id) => !underWay.has(id))
    for (const id of free) underWay.add(id)
    await Promise.all(
      free.map((id) =>
        toChannel(db, id)
          .catch((error: unknown) => log.error('alert_delivery_failed', { channel: id, error }))
          .finally(() => underWay.delete(id)),
      ),
    )
  } catch (error) {
    log.error('alert_deliveries_failed', { error })
  }
}

async function toChannel(db: Db, channelId: string): Promise<void> {
  const channel = await findChannel(db, channelId)
  for (const delivery of await listDueDeliveries(db, channelId, Date.now(), atOnce)) {
    if (channel === null) {
      const lastError = 'The channel was deleted.'
      await updateDelivery(db, delivery.id, { status: 'skipped', nextAt: null, lastError })
      continue
    }
    if (await waits(db, channel, delivery)) continue
    if (!(await claimDelivery(db, delivery, Date.now() + claimMs))) continue
    const attempts = delivery.attempts + 1
    if (!(await attempt(db, channel, { ...delivery, attempts }))) return
  }
}

/** Whether it is not its turn, or need not be sent any more; writes down why. */
async function waits(db: Db, channel: AlertChannelRow, delivery: DeliveryRow): Promise<boolean> {
  const { id, event, alertId, notice, attempts, status } = delivery
  if (event === 'test' || alertId === null) return false
  const nowMs = Date.now()
  const skip = async (lastError: string) => {
    await updateDelivery(db, id, { status: 'skipped', nextAt: null, lastError })
    return true
  }
  if (event === 'recovered') {
    const downs = (await listDeliveriesOf(db, alertId, channel.id)).filter(
      (one) => one.event === 'down',
    )
    if (downs.some((one) => one.status === 'pending' || one.status === 'held')) {
      // In its order: who hears of a recovery first is misled.
      await updateDelivery(db, id, { nextAt: nowMs + afterOtherMs })
      return true
    }
    if (downs.length > 0 && downs.every((one) => one.status === 'skipped')) {
      return skip('It was over before anybody was told.')
    }
  }
  if (attempts > 0) return false
  const untilMs = quietUntil(channel.quietHours, nowMs)
  if (untilMs !== null) {
    await updateDelivery(db, id, { status: 'held', nextAt: untilMs })
    return true
  }
  if (event === 'down' && status === 'held') {
    const alert = await findAlert(db, alertId)
    if (!alert || alert.recoveredAt !== null) return skip('It was over before quiet hours ended.')
    if (notice.isReminder && alert.isAcknowledged) return skip('It was acknowledged.')
  }
  return false
}

/**
 * One attempt, written down. After one that failed the channel's other notices wait as well, for they would fail, too.
 * @returns whether it was sent
 */
export async function attempt(
  db: Db,
  channel: AlertChannelRow,
  { id, notice, attempts, event }: DeliveryRow,
): Promise<boolean> {
  const failed = await observed(
    { kind: 'delivery', name: channel.kind },
    () => failureOf(() => sendNotice(channel, notice, id)),
    (failure) => ({ outcome: failure === null ? 'sent' : 'failed' }),
  )
  const nowMs = Date.now()
  if (failed === null) {
    await updateDelivery(db, id, { status: 'sent', nextAt: null, lastError: null, sentAt: nowMs })
    return true
  }
  const pauseMs = event === 'test' ? undefined : pausesMs[attempts - 1]
  await updateDelivery(db, id, {
    status: pauseMs === undefined ? 'failed' : 'pending',
    nextAt: pauseMs === undefined ? null : nowMs + pauseMs,
    lastError: failed,
  })
  return false
}

async function failureOf(send: () => Promise<void>): Promise<string | null> {
  try {
    await send()
    return null
  } catch (error) {
    if (error instanceof SendingFailed) return error.message
    log.error('alert_sending_failed', { error })
    return 'The notice could not be sent.'
  }
}
