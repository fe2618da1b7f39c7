import 'server-only'
import { getDb } from './db/client'
import { removeExpiredSessions } from './db/sessions'
import { env } from './env'
import { log } from './log'

/** Checks the environment and opens the database, so that a bad setting stops the start, not the first request. */
export async function boot(): Promise<void> {
  try {
    env()
    await removeExpiredSessions(await getDb())
  } catch (error) {
    // The framework would go on serving errors; a sentence and an exit code are what an operator needs.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
  log.info('started')
}
