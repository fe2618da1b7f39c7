import 'server-only'
import type { Db } from './client'
import { createId } from './id'
import type { ChallengeTable } from './schema'

/** Where a challenge belongs. `destinationKey` is the destination in one normal form, without any secret. */
export type ChallengePlace = {
  accountId: string
  instanceId: string
  zoneId: string
  destinationKey: string
}

/** An ownership challenge that IBM was asked for. Its token is never stored. */
export type ChallengeRow = ChallengePlace & {
  id: string
  userId: string
  /** The file that IBM said it would write, as it said it. */
  filename: string
  /** Epoch ms. */
  askedAt: number
}

/** @returns the new row's id */
export async function recordChallenge(
  db: Db,
  challenge: Omit<ChallengeRow, 'id' | 'askedAt'>,
  now = Date.now(),
): Promise<string> {
  const id = createId(now)
  await db
    .insertInto('challenges')
    .values({
      id,
      account_id: challenge.accountId,
      user_id: challenge.userId,
      instance_id: challenge.instanceId,
      zone_id: challenge.zoneId,
      destination_key: challenge.destinationKey,
      filename: challenge.filename,
      asked_at: now,
    })
    .execute()
  return id
}

/** The challenge of exactly this place that named this file, or null: then the file is none of our business. */
export async function findChallenge(
  db: Db,
  place: ChallengePlace,
  filename: string,
): Promise<ChallengeRow | null> {
  const row = await challengesOf(db, place).where('filename', '=', filename).executeTakeFirst()
  return row ? toChallenge(row) : null
}

/** Removes challenges asked for before a time, epoch ms. @returns how many */
export async function removeOldChallenges(db: Db, before: number): Promise<number> {
  const result = await db.deleteFrom('challenges').where('asked_at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}

function challengesOf(db: Db, place: ChallengePlace) {
  return db
    .selectFrom('challenges')
    .selectAll()
    .where('account_id', '=', place.accountId)
    .where('instance_id', '=', place.instanceId)
    .where('zone_id', '=', place.zoneId)
    .where('destination_key', '=', place.destinationKey)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
}

function toChallenge(row: ChallengeTable): ChallengeRow {
  return {
    id: row.id,
    accountId: row.account_id,
    userId: row.user_id,
    instanceId: row.instance_id,
    zoneId: row.zone_id,
    destinationKey: row.destination_key,
    filename: row.filename,
    askedAt: row.asked_at,
  }
}
