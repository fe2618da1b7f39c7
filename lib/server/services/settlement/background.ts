import 'server-only'
import { loadCredential } from '@/lib/server/credential'
import { findAttempt } from '@/lib/server/db/audit-list'
import { getDb } from '@/lib/server/db/client'
import { claimDue, postpone, type Settlement } from '@/lib/server/db/settlements'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { readingContext } from '../background-context'
import { zoneContext } from '../gate'
import { readZone } from './read'
import { conclude, giveUp } from './settle'

/**
 * Pauses after the first, second … reading that told nothing, in seconds. They grow, and stay below a minute: what can
 * be proven is written down within a minute of the moment from which it can be.
 */
const pausesSeconds = [2, 4, 8, 15, 25, 40]
/** Of one reading; as long as it is under way nobody else takes the row. */
const readWithinMs = 20_000
const leaseMs = readWithinMs + 10_000
/** Zones that are read at once: a slow one holds up nobody else. */
const atOnce = 8
/** Writes that one round takes. Those of one zone share a reading, so there are more of them than zones at once. */
const claimedAtOnce = 40

/** The answer of a write got lost, and its request has looked in vain: the background goes on. */
export async function lookSoon(attemptId: string): Promise<void> {
  const dueAt = Date.now() + pauseMs(0)
  await postpone(await getDb(), attemptId, { dueAt, tries: 1 }).catch((error: unknown) => {
    // It is due half a minute after the attempt in any case.
    log.info('settling_postponed', { error })
  })
}

function pauseMs(tries: number): number {
  return (pausesSeconds[Math.min(tries, pausesSeconds.length - 1)] ?? 40) * 1000
}

const underWay = () => singleton('settlements-under-way', () => new Set<Promise<void>>())

/**
 * Looks what became of the writes that are due, the oldest first, a reading a zone for all of its writes. Resolves when
 * this round is through; never rejects.
 */
export async function settleDue(): Promise<void> {
  const running = underWay()
  if (running.size >= atOnce) return
  try {
    const due = await claimDue(await getDb(), leaseMs, claimedAtOnce)
    const zones = Map.groupBy(due, (one) => `${one.credentialId} ${one.instanceId} ${one.zoneId}`)
    // One queue that all of them take from.
    const queue = zones.values()
    const rounds = Array.from({ length: Math.max(0, atOnce - running.size) }, () => {
      const round = settleZones(queue).finally(() => running.delete(round))
      running.add(round)
      return round
    })
    await Promise.all(rounds)
  } catch (error) {
    log.error('settling_failed', { error })
  }
}

async function settleZones(queue: Iterable<readonly Settlement[]>): Promise<void> {
  for (const settlements of queue) {
    await settleZone(settlements).catch((error: unknown) => {
      log.info('settling_postponed', { error })
    })
  }
}

async function settleZone(settlements: readonly Settlement[]): Promise<void> {
  const [first] = settlements
  if (!first) return
  const now = Date.now()
  const alive = settlements.filter(({ givenUpAt }) => givenUpAt > now)
  for (const { attemptId, givenUpAt } of settlements) {
    if (givenUpAt <= now) await giveUp(attemptId)
  }
  if (alive.length === 0) return
  const db = await getDb()
  const attempts = await Promise.all(alive.map(({ attemptId }) => findAttempt(db, attemptId)))
  const known = attempts.filter((attempt) => attempt !== null)
  const actions = new Set(known.map(({ action }) => action))
  const credential = await loadCredential(first.credentialId)
  const reading =
    credential &&
    (await readZone(
      await zoneContext(readingContext(credential, readWithinMs), first),
      first.zoneId,
      actions,
    ).catch((error: unknown) => {
      log.info('settling_unreadable', { zoneId: first.zoneId, error })
      return null
    }))
  for (const settlement of alive) {
    const attempt = known.find(({ id }) => id === settlement.attemptId)
    const result =
      attempt && reading
        ? await conclude(attempt, reading).catch((error: unknown) => {
            log.error('settling_failed', { attempt: attempt.id, error })
            return null
          })
        : null
    if (result?.state === 'done' || result?.why) continue
    await postpone(db, settlement.attemptId, {
      dueAt: Math.min(Date.now() + pauseMs(settlement.tries), settlement.givenUpAt),
      tries: settlement.tries + 1,
    })
  }
}
