import 'server-only'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { cutBefore } from '@/lib/server/db/audit-cut'
import { foldSome, isFoldDue } from '@/lib/server/db/audit-index'
import { getDb } from '@/lib/server/db/client'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { store } from '@/lib/server/store'
import { verifySome } from './verify'

/** Some six hundred attempts: what a search reads besides the folded ones. */
const mostUnfolded = 20_000
/** Longer than any round takes; whoever dies in one lets another go on then. */
const foldForMs = 60_000
const cutForMs = 10 * 60_000
const verifyForMs = 60_000
const dayMs = 24 * 60 * 60 * 1000

/** Folds what the index of the audit has been given since, where that is much. Never rejects. */
export function foldDue(): Promise<void> {
  return alone('fold', foldForMs, async () => {
    const db = await getDb()
    if (!(await isFoldDue(db, mostUnfolded))) return
    const untilMs = Date.now() + foldForMs / 2
    while (Date.now() < untilMs && (await foldSome(db))) await othersTurn()
  })
}

/** Looks at the chain of the audit once a day, a little at a time. Never rejects. */
export function verifyDue(): Promise<void> {
  return alone('verify', verifyForMs, verifySome)
}

/** Cuts off what is older than the setting says. Never rejects. */
export async function cutDue(): Promise<void> {
  const days = env().AUDIT_RETENTION_DAYS
  if (days === 0) return
  await alone('cut', cutForMs, async () => {
    const removed = await cutBefore(await getDb(), Date.now() - days * dayMs)
    if (removed > 0) log.info('audit_cut', { rows: removed, olderThanDays: days })
  })
}

/** One process at a time does it. */
async function alone(name: string, forMs: number, work: () => Promise<void>): Promise<void> {
  try {
    const lease = await store().take(`audit ${name}`, forMs)
    if (!lease) return
    try {
      await work()
    } finally {
      await lease.release()
    }
  } catch (error) {
    log.error('audit_upkeep_failed', { work: name, error })
  }
}
