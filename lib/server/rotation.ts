import 'server-only'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createVault } from './crypto'
import { type OpenDbOptions, openBesideApp } from './db/client'
import { env } from './env'
import { type Resealed, resealUntilDone } from './rotate'
import { beginNextSecret, finishNextSecret, loadAppSecret } from './secrets'

/** As long as a write that was under way when the next secret came may take to be seen. */
const writtenWithinMs = 2_000

export type Rotated = {
  parts: Resealed[]
  /** Something goes on sealing with another secret: it does not know the next one. */
  left: boolean
  /** Where the secret is: with a file it has taken the place of the old one by now. */
  from: 'environment' | 'file'
}

/**
 * Seals everything with the next secret: APP_SECRET_NEXT, or with the secret in the data directory a new one. Beside a
 * running app; begun anew it goes on where it was ended. Throws an Error with a sentence.
 */
export async function rotateSecret(schema?: string): Promise<Rotated> {
  const settings = env()
  const { APP_SECRET, APP_SECRET_NEXT, DATABASE_URL, DATA_DIR } = settings
  const given = APP_SECRET_NEXT ? Buffer.from(APP_SECRET_NEXT, 'base64') : null
  if (APP_SECRET && !given) {
    throw new Error(
      'APP_SECRET_NEXT is not set. Set it to the new secret (openssl rand -base64 32), restart the app with both, then run this again.',
    )
  }
  if (!DATABASE_URL && !existsSync(join(DATA_DIR, 'logpush.db'))) {
    throw new Error(`There is no database in ${DATA_DIR}. Set DATA_DIR or DATABASE_URL.`)
  }
  const secret = loadAppSecret(settings)
  const isFile = !APP_SECRET
  const next = isFile || !given ? beginNextSecret(settings, given) : given
  const options: OpenDbOptions = DATABASE_URL
    ? { databaseUrl: DATABASE_URL, ...(schema && { schema }) }
    : { dataDir: DATA_DIR }
  const { db, close } = openBesideApp(options)
  try {
    const vault = createVault(next, [secret])
    const first = await resealUntilDone(db, vault)
    if (isFile) await sleep(writtenWithinMs)
    const { parts: again, left } = await resealUntilDone(db, vault)
    const parts = again.map((part, at) => ({
      ...part,
      done: part.done + (first.parts[at]?.done ?? 0),
    }))
    if (isFile && !left) finishNextSecret(settings)
    return { parts, left, from: isFile ? 'file' : 'environment' }
  } finally {
    await close()
  }
}
