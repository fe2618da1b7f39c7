import 'server-only'
import type { AlertChannelKind, QuietHours } from '@/lib/schemas/alert'
import type { Principal } from '@/lib/server/context'
import type { Db } from './client'
import { fromJsonText, toJsonText } from './json'
import type { AlertChannelTable } from './schema'

/** Where somebody is told. Times are epoch ms. */
export type AlertChannelRow = {
  id: string
  name: string
  kind: AlertChannelKind
  /** Its place as it is shown: a URL without what may be a secret, or addresses. */
  shown: string
  sealedPlace: string
  hasSecret: boolean
  quietHours: QuietHours | null
  author: Principal
  createdAt: number
}

/** All of them, or one person's; the oldest first. */
export async function listChannels(db: Db, authorId: string | null): Promise<AlertChannelRow[]> {
  const query = db.selectFrom('alert_channels').selectAll().orderBy('created_at').orderBy('id')
  const rows = await (authorId === null ? query : query.where('author_id', '=', authorId)).execute()
  return rows.map(toChannel)
}

/** Those of these ids that there are. */
export async function listChannelsById(db: Db, ids: readonly string[]): Promise<AlertChannelRow[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('alert_channels').selectAll().where('id', 'in', ids).execute()
  return rows.map(toChannel)
}

export async function findChannel(db: Db, id: string): Promise<AlertChannelRow | null> {
  return (await listChannelsById(db, [id]))[0] ?? null
}

export async function insertChannel(db: Db, channel: AlertChannelRow): Promise<void> {
  await db
    .insertInto('alert_channels')
    .values({ id: channel.id, ...columnsOf(channel) })
    .execute()
}

export async function updateChannel(db: Db, channel: AlertChannelRow): Promise<void> {
  await db
    .updateTable('alert_channels')
    .set(columnsOf(channel))
    .where('id', '=', channel.id)
    .execute()
}

export async function removeChannel(db: Db, id: string): Promise<void> {
  await db.deleteFrom('alert_channels').where('id', '=', id).execute()
}

function columnsOf(channel: AlertChannelRow): Omit<AlertChannelTable, 'id'> {
  return {
    name: channel.name,
    kind: channel.kind,
    shown: channel.shown,
    sealed_place: channel.sealedPlace,
    has_secret: channel.hasSecret ? 1 : 0,
    quiet_json: toJsonText(channel.quietHours),
    author_json: JSON.stringify(channel.author),
    author_id: channel.author.id,
    created_at: channel.createdAt,
  }
}

function toChannel(row: AlertChannelTable): AlertChannelRow {
  return {
    id: row.id,
    name: row.name,
    // Written by columnsOf alone, after lib/schemas/alert.ts.
    kind: row.kind as AlertChannelKind,
    shown: row.shown,
    sealedPlace: row.sealed_place,
    hasSecret: row.has_secret === 1,
    quietHours: fromJsonText(row.quiet_json) as QuietHours | null,
    author: fromJsonText(row.author_json) as Principal,
    createdAt: row.created_at,
  }
}
