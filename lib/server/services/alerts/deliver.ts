import 'server-only'
import { quietUntil } from '@/lib/alerts/quiet'
import type { AlertNotice } from '@/lib/schemas/alert'
import { type AlertChannelRow, findChannel } from '@/lib/server/db/alert-channels'
import {
  changeDelivery,
  claimDelivery,
  type DeliveryRow,
  listDeliveriesOf,
  listDueChannels,
  listDueDeliveries,
  settleSent,
} from '@/lib/server/db/alert-deliveries'
import { findAlert } from '@/lib/server/db/alerts'
import { type Db, getDb } from '@/lib/server/db/client'
import { log } from '@/lib/server/log'
import { observed } from '@/lib/server/observe'
import { singleton } from '@/lib/server/singleton'
import { workOnFree } from '../under-way'
import { SendingFailed } from './senders/failed'
import { sendNotice } from './senders/send'

/** Pauses before the five retries. */
export const pausesMs = [5_000, 30_000, 2 * 60_000, 10 * 60_000, 60 * 60_000]
/** An attempt is over long before; after this whoever made it is dead. */
const claimMs = 60_000
/** What was over so soon while it was quiet, nobody need hear of. */
const worthTellingMs = 15 * 60_000
/** Of one channel's turn: then others are looked for anew. */
const atOnce = 10

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
    await workOnFree(
      underWay,
      channels,
      (id) => id,
      (id) => toChannel(db, id),
      (error, channel) => log.error('alert_delivery_failed', { channel, error }),
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
      await changeDelivery(db, delivery, { status: 'skipped', nextAt: null, lastError })
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
  const { event, alertId, notice, attempts } = delivery
  if (event === 'test' || alertId === null) return false
  const nowMs = Date.now()
  const skip = async (lastError: string) => {
    await changeDelivery(db, delivery, { status: 'skipped', nextAt: null, lastError })
    return true
  }
  if (event === 'recovered') {
    const downs = (await listDeliveriesOf(db, alertId, channel.id)).filter(
      (one) => one.event === 'down',
    )
    if (downs.length === 0) return skip('This channel was not notified of the alert itself.')
    const isUntold = downs.every((one) => one.status === 'skipped')
    if (isUntold && !(await isWorthTelling(db, alertId, notice))) {
      return skip('It was over before anyone was notified.')
    }
  }
  const untilMs = quietUntil(channel.quietHours, nowMs)
  if (untilMs !== null) {
    await changeDelivery(db, delivery, { status: 'held', nextAt: untilMs })
    return true
  }
  // After an attempt nobody knows whether it was heard.
  if (event === 'down' && delivery.status === 'held' && attempts === 0) {
    const alert = await findAlert(db, alertId)
    if (!alert || alert.recoveredAt !== null) return skip('It was over before quiet hours ended.')
    if (notice.isReminder && alert.isAcknowledged) return skip('It was acknowledged.')
  }
  return false
}

/** Whether what began and ended in quiet hours lasted so long that its end tells of it: from when to when it was so. */
async function isWorthTelling(
  db: Db,
  alertId: string,
  { since, at }: Pick<AlertNotice, 'since' | 'at'>,
): Promise<boolean> {
  const fromMs = since === null ? (await findAlert(db, alertId))?.openedAt : Date.parse(since)
  return fromMs !== undefined && Date.parse(at) - fromMs > worthTellingMs
}

/**
 * One attempt, written down. After one that failed the channel's other notices wait as well, for they would fail, too.
 * @returns whether it was sent
 */
export async function attempt(
  db: Db,
  channel: AlertChannelRow,
  delivery: DeliveryRow,
): Promise<boolean> {
  const { id, attempts, event } = delivery
  const outcome = await observed(
    { kind: 'delivery', name: channel.kind },
    () => outcomeOf(channel, delivery),
    ({ failed }) => ({ outcome: failed === null ? 'sent' : 'failed' }),
  )
  const nowMs = Date.now()
  if (outcome.failed === null) {
    await settleSent(db, id, outcome.note, nowMs)
    return true
  }
  const { message: lastError, told } = outcome.failed
  const pauseMs = event === 'test' ? undefined : pausesMs[attempts - 1]
  await changeDelivery(
    db,
    { ...delivery, status: 'pending' },
    {
      status: pauseMs === undefined ? 'failed' : 'pending',
      nextAt: pauseMs === undefined ? null : nowMs + pauseMs,
      lastError,
      told,
    },
  )
  return false
}

type Outcome = { failed: SendingFailed } | { failed: null; note: string | null }

async function outcomeOf(channel: AlertChannelRow, delivery: DeliveryRow): Promise<Outcome> {
  try {
    return { failed: null, note: await sendNotice(channel, delivery.notice, delivery) }
  } catch (error) {
    if (error instanceof SendingFailed) return { failed: error }
    log.error('alert_sending_failed', { error })
    return { failed: new SendingFailed('The notice could not be sent.', delivery.told) }
  }
}
