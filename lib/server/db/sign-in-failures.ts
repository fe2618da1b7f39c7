import 'server-only'
import type { Db } from './client'

const windowMs = 600_000
const limit = 10

/**
 * Claims one try in every bucket before IAM is asked, so that a burst at once can't slip past the count. A bucket is
 * an address, or the fingerprint of a key, never the key; ten failures within ten minutes of the first fill it until
 * those ten minutes are over. A try that was no failure is given back with `releaseSignIn`.
 * @returns 0: go on; else the whole seconds to wait, and nothing is claimed
 */
export async function claimSignIn(
  db: Db,
  buckets: readonly string[],
  now = Date.now(),
): Promise<number> {
  // Read first: a refused try writes nothing, or whoever is refused could keep the disk busy for everyone.
  const waitSeconds = await secondsUntilRoom(db, buckets, limit - 1, now)
  if (waitSeconds > 0) return waitSeconds
  await noteSignInFailure(db, buckets, now)
  const lostRace = await secondsUntilRoom(db, buckets, limit, now)
  if (lostRace > 0) await releaseSignIn(db, buckets)
  return lostRace
}

/** 0: no bucket counts more than `most` by now; else the whole seconds until the last of those that do is over. */
async function secondsUntilRoom(
  db: Db,
  buckets: readonly string[],
  most: number,
  now: number,
): Promise<number> {
  const full = await db
    .selectFrom('sign_in_failures')
    .select('window_start')
    .where('bucket', 'in', buckets)
    .where('count', '>', most)
    .where('window_start', '>', now - windowMs)
    .execute()
  return Math.max(0, ...full.map((row) => Math.ceil((row.window_start + windowMs - now) / 1000)))
}

/** Gives a claimed try back: it succeeded, or nobody judged it. */
export async function releaseSignIn(db: Db, buckets: readonly string[]): Promise<void> {
  await db
    .updateTable('sign_in_failures')
    .set((eb) => ({ count: eb('count', '-', 1) }))
    .where('bucket', 'in', buckets)
    .where('count', '>', 0)
    .execute()
}

/** Counts a failure in each bucket; the first after ten quiet minutes begins anew. */
async function noteSignInFailure(
  db: Db,
  buckets: readonly string[],
  now = Date.now(),
): Promise<void> {
  for (const bucket of buckets) {
    await db
      .insertInto('sign_in_failures')
      .values({ bucket, window_start: now, count: 1 })
      .onConflict((conflict) =>
        conflict.column('bucket').doUpdateSet((eb) => {
          const over = eb('sign_in_failures.window_start', '<=', now - windowMs)
          return {
            count: eb
              .case()
              .when(over)
              .then(1)
              .else(eb('sign_in_failures.count', '+', 1))
              .end(),
            window_start: eb
              .case()
              .when(over)
              .then(now)
              .else(eb.ref('sign_in_failures.window_start'))
              .end(),
          }
        }),
      )
      .execute()
  }
}

/** After a success: what failed before was a slip. */
export async function clearSignInFailures(db: Db, buckets: readonly string[]): Promise<void> {
  if (buckets.length === 0) return
  await db.deleteFrom('sign_in_failures').where('bucket', 'in', buckets).execute()
}

/** Removes buckets that no longer count. @returns how many */
export async function removeOldSignInFailures(db: Db, now = Date.now()): Promise<number> {
  const result = await db
    .deleteFrom('sign_in_failures')
    .where('window_start', '<=', now - windowMs)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
