import 'server-only'
import { shareBudget } from './budget-sharing'
import { removeOldDeliveries } from './db/alert-deliveries'
import { removeOldAlerts } from './db/alerts'
import { removeOldChallenges } from './db/challenges'
import { getDb } from './db/client'
import { removeUnusedCredentials } from './db/credentials'
import { removeOldMoves } from './db/moves'
import { removeExpiredSessions } from './db/sessions'
import { removeOldShared } from './db/shared'
import { removeOldSignInFailures } from './db/sign-in-failures'
import { removeExpiredTokens } from './db/tokens'
import { env } from './env'
import { log } from './log'
import { cutDue, foldDue, verifyDue } from './services/activity/background'
import { deliverDue } from './services/alerts/deliver'
import { alertDue } from './services/alerts/evaluate'
import { changeDue } from './services/changes/background'
import { collectDue } from './services/collector/background'
import { tidyDue } from './services/collector/tidy'
import { lookDue } from './services/connections/background'
import { connectEnvironment } from './services/connections/environment'
import { moveDue } from './services/moves/background'
import { movesShownForMs } from './services/moves/shown'
import { settleDue } from './services/settlement/background'

/** A token is good for 7 days (protocol of the engine); a file that is read later holds a dead one. */
const challengesKeptMs = 8 * 24 * 60 * 60 * 1000

/** Long enough to see on the Tokens page why a program stopped. */
const expiredTokensKeptMs = 30 * 24 * 60 * 60 * 1000

const tidyEveryMs = 60 * 60 * 1000
/** A credential is older than this before anybody wonders whether it is still needed. */
const credentialGraceMs = 10 * 60 * 1000
/** How often writes whose outcome is not known are looked for; what is due when, the database says. */
const settleEveryMs = 1_000
const moveEveryMs = 1_000
const changeEveryMs = 1_000
const shareEveryMs = 1_000
const lookEveryMs = 60_000
const collectEveryMs = 1_000
const alertEveryMs = 1_000
/** As long as anybody asks who was told of a loss. */
const alertsKeptMs = 90 * 24 * 60 * 60 * 1000
const foldEveryMs = 10_000
const verifyEveryMs = 10_000
const cutEveryMs = 6 * 60 * 60 * 1000

/** Checks the environment and opens the database, so that a bad setting stops the start, not the first request. */
export async function boot(): Promise<void> {
  try {
    env()
    await tidy()
  } catch (error) {
    // The framework would go on serving errors; a sentence and an exit code are what an operator needs.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
  // Neither is loaded where it is not asked for.
  if (env().OTEL_EXPORTER_OTLP_ENDPOINT) (await import('./tracing')).startTracing()
  if (env().METRICS_TOKEN) (await import('./metrics/registry')).metrics()
  setInterval(() => {
    tidy().catch((error: unknown) => log.error('tidying_failed', { error }))
  }, tidyEveryMs).unref()
  setInterval(settleDue, settleEveryMs).unref()
  setInterval(moveDue, moveEveryMs).unref()
  setInterval(changeDue, changeEveryMs).unref()
  setInterval(lookDue, lookEveryMs).unref()
  setInterval(collectDue, collectEveryMs).unref()
  setTimeout(tidyDue, collectEveryMs).unref()
  setInterval(tidyDue, tidyEveryMs).unref()
  setInterval(alertDue, alertEveryMs).unref()
  setInterval(deliverDue, alertEveryMs).unref()
  void connectEnvironment()
  setInterval(foldDue, foldEveryMs).unref()
  setTimeout(cutDue, foldEveryMs).unref()
  setInterval(verifyDue, verifyEveryMs).unref()
  setInterval(cutDue, cutEveryMs).unref()
  // With SQLite there is no other process.
  if (env().DATABASE_URL) setInterval(shareBudget, shareEveryMs).unref()
  log.info('started')
}

/** Removes what no longer counts. Several processes may do so at once. */
async function tidy(): Promise<void> {
  const db = await getDb()
  await removeExpiredSessions(db)
  await removeOldMoves(db, Date.now() - movesShownForMs)
  await removeUnusedCredentials(db, Date.now() - credentialGraceMs)
  await removeOldShared(db, Date.now())
  await removeOldSignInFailures(db)
  await removeExpiredTokens(db, Date.now() - expiredTokensKeptMs)
  await removeOldDeliveries(db, Date.now() - alertsKeptMs)
  await removeOldAlerts(db, Date.now() - alertsKeptMs)
  await removeOldChallenges(db, Date.now() - challengesKeptMs)
}
