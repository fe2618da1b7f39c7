import 'server-only'
import { isTimeZone } from '@/lib/alerts/quiet'
import type { ActivityAction } from '@/lib/schemas/activity'
import type {
  AlertChannel,
  CreateAlertChannelInput,
  QuietHours,
  UpdateAlertChannelInput,
} from '@/lib/schemas/alert'
import type { ServiceContext } from '@/lib/server/context'
import {
  type AlertChannelRow,
  findChannel,
  insertChannel,
  listChannels as readChannels,
  removeChannel as remove,
  updateChannel as update,
} from '@/lib/server/db/alert-channels'
import { lastDeliveries } from '@/lib/server/db/alert-deliveries'
import { listRules } from '@/lib/server/db/alert-rules'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { type Db, getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import { AppError, NotFoundError, ValidationError } from '@/lib/server/errors'
import { authorOf } from '../audited'
import { assertFewTests } from '../destinations/test-limit'
import { judgedUrl, shownUrl } from './place'
import { type ChannelPlace, openPlace, sealPlace } from './sealed'
import { hasMail } from './senders/mail'
import { authorSeen, isTheirs } from './whose'

/** Of one person. */
const mostChannels = 50

/** One's own; administrators see everybody's. Where they send to without what may be a secret. */
export async function listAlertChannels(
  ctx: ServiceContext,
): Promise<{ items: AlertChannel[]; hasMail: boolean }> {
  const db = await getDb()
  const channels = await readChannels(db, authorSeen(ctx))
  return { items: await shown(db, channels), hasMail: hasMail() }
}

/**
 * Creates a channel. Throws ValidationError, `address_not_allowed` for a host that is not public, `conflict` for mail where
 * the dashboard has no mail server, and beyond fifty, `rate_limited`.
 */
export async function createAlertChannel(
  ctx: ServiceContext,
  input: CreateAlertChannelInput,
): Promise<AlertChannel> {
  assertQuiet(input.quietHours)
  const place = await placeOf(ctx, input)
  const now = Date.now()
  const id = createId(now)
  const channel: AlertChannelRow = {
    id,
    name: input.name,
    kind: input.kind,
    quietHours: input.quietHours,
    author: ctx.principal,
    createdAt: now,
    ...kept(id, place),
  }
  const db = await getDb()
  await inTransaction(db, async (transaction) => {
    // Takes the head of the chain first, so that several at once are counted one after the other.
    await record(transaction, ctx, 'alert_channel.create', null, channel)
    if ((await readChannels(transaction, channel.author.id)).length >= mostChannels) {
      throw new AppError(
        'conflict',
        `You have ${mostChannels} channels, which is the most. Delete one that is no longer used. Nothing was created.`,
      )
    }
    await insertChannel(transaction, channel)
  })
  return one(db, channel)
}

async function placeOf(ctx: ServiceContext, input: CreateAlertChannelInput): Promise<ChannelPlace> {
  if (input.kind === 'email') {
    if (!hasMail()) {
      throw new AppError(
        'conflict',
        'This dashboard has no mail server. An operator has to set SMTP_URL and SMTP_FROM. Nothing was saved.',
        { reason: 'no_mail' },
      )
    }
    return { to: [input.to].flat() }
  }
  const url = await judged(ctx, input.url)
  return { url, ...(input.kind === 'webhook' && input.secret && { secret: input.secret }) }
}

/** Looking a name up tells whether it is one of the own network: that often a person may ask who tests. */
async function judged(ctx: ServiceContext, url: string): Promise<string> {
  await assertFewTests(ctx)
  return judgedUrl(url)
}

/** Changes a channel; what is left out stays. `secret: null` takes it away. Throws as `createAlertChannel` does, and NotFoundError. */
export async function updateAlertChannel(
  ctx: ServiceContext,
  id: string,
  input: UpdateAlertChannelInput,
): Promise<AlertChannel> {
  const { name, url, to, secret, quietHours } = input
  const db = await getDb()
  const { kind } = await found(db, ctx, id)
  assertFits(kind, input)
  if (quietHours) assertQuiet(quietHours)
  const href = url === undefined ? undefined : await judged(ctx, url)
  const channel = await inTransaction(db, async (transaction) => {
    const before = await found(transaction, ctx, id)
    const old = openPlace(id, before.sealedPlace)
    const place: ChannelPlace = {
      ...old,
      ...(href !== undefined && { url: href }),
      ...(to !== undefined && { to: [to].flat() }),
      // It only signs, and is never sent: it may stay where the address is another one.
      ...(secret !== undefined && { secret: secret ?? undefined }),
    }
    const after: AlertChannelRow = {
      ...before,
      ...(name !== undefined && { name }),
      ...(quietHours !== undefined && { quietHours }),
      ...kept(id, place),
    }
    await record(transaction, ctx, 'alert_channel.update', before, after)
    await update(transaction, after)
    return after
  })
  return one(db, channel)
}

/** Throws ValidationError for what a channel of this kind does not have. */
function assertFits(
  kind: AlertChannelRow['kind'],
  { url, to, secret }: UpdateAlertChannelInput,
): void {
  const wrong = [
    ...(kind === 'email' && url !== undefined ? ['url'] : []),
    ...(kind !== 'email' && to !== undefined ? ['to'] : []),
    ...(kind !== 'webhook' && secret !== undefined ? ['secret'] : []),
  ]
  const message = 'Not for a channel of this kind'
  if (wrong.length > 0) throw new ValidationError(wrong.map((path) => ({ path, message })))
}

function assertQuiet(quiet: QuietHours | null): void {
  if (quiet === null) return
  if (!isTimeZone(quiet.timeZone)) {
    const message = 'Enter a time zone such as Europe/Berlin'
    throw new ValidationError([{ path: 'quietHours.timeZone', message }])
  }
  if (quiet.from === quiet.to) {
    throw new ValidationError([
      { path: 'quietHours.to', message: 'Enter another time than “from”' },
    ])
  }
}

/** Deletes a channel. Throws `conflict` naming the rules that use it, NotFoundError. */
export async function removeAlertChannel(ctx: ServiceContext, id: string): Promise<void> {
  await inTransaction(await getDb(), async (transaction) => {
    const before = await found(transaction, ctx, id)
    await record(transaction, ctx, 'alert_channel.delete', before, null)
    const users = (await listRules(transaction, null)).filter((rule) =>
      rule.channelIds.includes(id),
    )
    if (users.length > 0) {
      const names = users.filter((rule) => isTheirs(ctx, rule)).map(({ name }) => `“${name}”`)
      const others = users.length - names.length
      const all = [...names, ...(others > 0 ? [`${others} of other people`] : [])].join(', ')
      throw new AppError(
        'conflict',
        `Alert rules use this channel: ${all}. Take it out of them first. Nothing was deleted.`,
      )
    }
    await remove(transaction, id)
  })
}

/** Throws NotFoundError for one that is not theirs as for one that is not there. */
export async function found(db: Db, ctx: ServiceContext, id: string): Promise<AlertChannelRow> {
  const channel = await findChannel(db, id)
  if (!channel || !isTheirs(ctx, channel)) throw new NotFoundError('alert channel')
  return channel
}

function kept(
  id: string,
  place: ChannelPlace,
): Pick<AlertChannelRow, 'shown' | 'sealedPlace' | 'hasSecret'> {
  return {
    shown: place.url === undefined ? (place.to ?? []).join(', ') : shownUrl(place.url),
    sealedPlace: sealPlace(id, place),
    hasSecret: place.secret !== undefined,
  }
}

function record(
  db: Db,
  ctx: ServiceContext,
  action: Extract<ActivityAction, `alert_channel.${string}`>,
  before: AlertChannelRow | null,
  after: AlertChannelRow | null,
) {
  const told = ({ id, name, kind, shown, hasSecret, quietHours }: AlertChannelRow) => ({
    id,
    name,
    kind,
    place: shown,
    hasSecret,
    quietHours,
  })
  return appendEvent(db, {
    ...authorOf(ctx),
    accountId: '',
    instanceId: '',
    action,
    subject: (after ?? before)?.name ?? '',
    ...(before && { before: told(before) }),
    ...(after && { after: told(after) }),
  })
}

async function one(db: Db, channel: AlertChannelRow): Promise<AlertChannel> {
  const [item] = await shown(db, [channel])
  return item as AlertChannel // One a channel.
}

async function shown(db: Db, channels: readonly AlertChannelRow[]): Promise<AlertChannel[]> {
  const last = await lastDeliveries(
    db,
    channels.map(({ id }) => id),
  )
  return channels.map((channel) => {
    const { id, name, kind, hasSecret, quietHours, author, createdAt } = channel
    const newest = last.get(id)
    return {
      id,
      name,
      kind,
      ...(kind === 'email' ? { to: channel.shown.split(', ') } : { url: channel.shown }),
      hasSecret,
      quietHours,
      createdAt: new Date(createdAt).toISOString(),
      createdBy: { id: author.id, name: author.name },
      last: newest ? { status: newest.status, at: new Date(newest.at).toISOString() } : null,
    }
  })
}
