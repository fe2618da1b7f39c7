import 'server-only'
import { currentPrintKey, open, seal, setPrintKey } from '../crypto'
import { log } from '../log'
import type { Db } from './client'

const name = 'fingerprints'
export const appKeyAad = (of: string) => `app-key:${of}`

/**
 * Fingerprints stay comparable when the app's secret changes: what they are made from is kept, sealed, and sealed anew with
 * everything else. At first it is what the secret gives by itself.
 */
export async function keepPrintKey(db: Db): Promise<void> {
  const sealed = (await find(db)) ?? (await insert(db))
  const printKey = open(sealed, appKeyAad(name))
  if (printKey !== null) setPrintKey(printKey)
  else log.warn('fingerprints_begin_anew', { reason: 'sealed with another secret' })
}

async function find(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('app_keys')
    .select('sealed_key')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.sealed_key
}

/** Of several processes that start at once the first one's counts. */
async function insert(db: Db): Promise<string> {
  const sealed = seal(currentPrintKey(), appKeyAad(name))
  await db
    .insertInto('app_keys')
    .values({ name, sealed_key: sealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await find(db)) ?? sealed
}
