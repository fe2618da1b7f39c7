import 'server-only'
import { sql } from 'kysely'
import { duration } from '@/lib/duration'
import { type Db, getDb } from '@/lib/server/db/client'
import { readFleetHead } from '@/lib/server/db/fleet-heads'
import { readFreshness } from '@/lib/server/db/fleet-zones'
import { missingMigrations } from '@/lib/server/db/migrate'
import { env } from '@/lib/server/env'
import { currentTeam } from '@/lib/server/team'
import { teamOwner } from '../collector/owner'

export type Check = { name: 'database' | 'migrations' | 'collector'; ok: boolean; detail: string }
export type Readiness = { status: 'ready' | 'not_ready'; checks: Check[] }

/** A probe that hears nothing for longer gives up by itself, and learns less. */
const answerWithinMs = 4_000
/** So long may every zone wait for its turn beyond the time for which its reading is good, before nobody seems to read any more. */
const patienceMs = 60_000

/** Whether this process can do its work. Never rejects; names nothing that only some may see, for everybody may ask. */
export async function checkReadiness(): Promise<Readiness> {
  const checks = [
    await judge('database', async () => {
      await sql`select 1`.execute(await getDb())
      return { ok: true, detail: 'The database answers.' }
    }),
  ]
  // Without it nothing is known of the others either.
  if (checks[0]?.ok) {
    checks.push(
      await judge('migrations', async () => migrationsOf(await getDb())),
      await judge('collector', async () => collectorOf(await getDb())),
    )
  }
  return { status: checks.every(({ ok }) => ok) ? 'ready' : 'not_ready', checks }
}

type Verdict = Omit<Check, 'name'>

async function judge(name: Check['name'], work: () => Promise<Verdict>): Promise<Check> {
  const late = Promise.withResolvers<Verdict>()
  const timer = setTimeout(
    () => late.resolve({ ok: false, detail: `No answer within ${duration(answerWithinMs)}.` }),
    answerWithinMs,
  )
  try {
    return { name, ...(await Promise.race([work(), late.promise])) }
  } catch {
    // Why, the log says, where the database is used; an error's text is not for everybody.
    return { name, ok: false, detail: 'The database can’t be reached or used.' }
  } finally {
    clearTimeout(timer)
  }
}

async function migrationsOf(db: Db): Promise<Verdict> {
  const missing = await missingMigrations(db)
  return missing.length === 0
    ? { ok: true, detail: 'All tables are up to date.' }
    : { ok: false, detail: `Not applied: ${missing.join(', ')}.` }
}

/**
 * Whether somebody reads, in this process or another. That IBM can't be reached, or a key is refused, is no reason to take
 * the dashboard away, which says so: zones that fail are tried again later, and don't wait for their turn meanwhile.
 */
async function collectorOf(db: Db): Promise<Verdict> {
  if (env().COLLECTOR_BUDGET_SHARE === 0) {
    return { ok: true, detail: 'Off: COLLECTOR_BUDGET_SHARE is 0.' }
  }
  const { connections } = await currentTeam()
  if (connections.length === 0) return { ok: true, detail: 'Not needed: there is no connection.' }
  const head = await readFleetHead(db, teamOwner)
  if (head === null || (head.zonesReadAt === null && head.errorCode === null)) {
    return { ok: false, detail: 'Nothing has been read yet.' }
  }
  const nowMs = Date.now()
  const { zones, oldestReadAt, leastOverdueMs } = await readFreshness(db, teamOwner, nowMs)
  const age = oldestReadAt === null ? null : duration(nowMs - oldestReadAt)
  if (zones > 0 && leastOverdueMs > patienceMs) {
    return {
      ok: false,
      detail:
        age === null
          ? 'Nothing has been read yet.'
          : `Zones are not read any more: the oldest reading is ${age} old.`,
    }
  }
  if (head.zonesReadAt === null) {
    return { ok: true, detail: `IBM’s list of zones could not be read (${head.errorCode}).` }
  }
  return { ok: true, detail: age === null ? 'Reading.' : `The oldest reading is ${age} old.` }
}
