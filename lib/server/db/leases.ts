import 'server-only'
import type { Db } from './client'

/**
 * Takes a named lease for `ttlMs`, or prolongs it for its holder. Of several processes exactly one gets true; a
 * holder that is killed loses it when the time is over. Clocks of the machines should agree to within a fraction
 * of `ttlMs`.
 */
export async function acquireLease(
  db: Db,
  name: string,
  holder: string,
  ttlMs: number,
  now = Date.now(),
): Promise<boolean> {
  const taken = await db
    .insertInto('leases')
    .values({ name, holder, expires_at: now + ttlMs })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder, expires_at: now + ttlMs })
        .where((eb) =>
          eb.or([eb('leases.expires_at', '<=', now), eb('leases.holder', '=', holder)]),
        ),
    )
    .returning('name')
    .executeTakeFirst()
  return taken !== undefined
}

/** Prolongs a lease that is still held. @returns false: it is lost; stop the work at once. */
export async function renewLease(
  db: Db,
  name: string,
  holder: string,
  ttlMs: number,
  now = Date.now(),
): Promise<boolean> {
  const result = await db
    .updateTable('leases')
    .set({ expires_at: now + ttlMs })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Gives a lease back; nothing happens when somebody else holds it by now. */
export async function releaseLease(db: Db, name: string, holder: string): Promise<void> {
  await db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute()
}
