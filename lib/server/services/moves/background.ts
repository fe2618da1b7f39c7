import 'server-only'
import { loadCredential } from '@/lib/server/credential'
import { getDb } from '@/lib/server/db/client'
import { connectionOfCredential } from '@/lib/server/db/connections'
import { claimDueMoves, type MoveRow, unlessOvertaken, updateMove } from '@/lib/server/db/moves'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { movingContext } from '../background-context'
import { zoneContext } from '../gate'
import { meet, postpone, stopWithout } from './meet'
import { hasEnded, withRightsOf } from './rights'
import type { Run } from './run'
import { carryOn } from './steps'

/** Of one move's turn; as long as it lasts nobody else takes the row. */
const turnMs = 25_000
const leaseMs = turnMs + 20_000
/** Zones that are worked on at once: a slow one holds up nobody else. */
const atOnce = 8
const claimedAtOnce = 40

const underWay = () => singleton('moves-under-way', () => new Set<Promise<void>>())

/**
 * Goes on with the moves that are due, a reading a zone for all that are watched there. Resolves when this round is
 * through; never rejects.
 */
export async function moveDue(): Promise<void> {
  const running = underWay()
  if (running.size >= atOnce) return
  try {
    const due = await claimDueMoves(await getDb(), leaseMs, claimedAtOnce)
    const zones = Map.groupBy(
      due,
      ({ credentialId, place }) => `${credentialId} ${place.instanceId} ${place.zoneId}`,
    )
    // One queue that all of them take from.
    const queue = zones.values()
    const rounds = Array.from({ length: Math.max(0, atOnce - running.size) }, () => {
      const round = ofZones(queue).finally(() => running.delete(round))
      running.add(round)
      return round
    })
    await Promise.all(rounds)
  } catch (error) {
    log.error('moving_failed', { error })
  }
}

async function ofZones(queue: Iterable<readonly MoveRow[]>): Promise<void> {
  for (const moves of queue) {
    await ofZone(moves).catch((error: unknown) => {
      log.info('moves_postponed', { error })
    })
  }
}

async function ofZone(moves: readonly MoveRow[]): Promise<void> {
  const db = await getDb()
  const credential = await loadCredential(moves[0]?.credentialId ?? '')
  const connection = credential && (await connectionOfCredential(db, credential.id))
  let reading: Promise<WireJob[]> | undefined
  for (const claimed of moves) {
    // Its turn may come late: then another process may have it by now.
    const move = await updateMove(db, claimed, Date.now() + leaseMs).catch(unlessOvertaken)
    if (!move) continue
    if (!credential) {
      await stopWithout(db, move, 'sign_in_ended')
      continue
    }
    const ctx = movingContext(credential, connection?.id ?? null, move.principal, turnMs)
    const run: Run = { ctx, db, move, wire: null, warnings: [] }
    try {
      run.ctx = await withRightsOf(ctx, move)
      if (hasEnded(run.ctx, move)) {
        await stopWithout(db, move, 'access_ended')
        continue
      }
      if (move.state === 'watching') {
        reading ??= zoneContext(run.ctx, move.place).then((target) =>
          cis.listAllJobs(target, move.place.zoneId),
        )
        run.jobs = await reading
      }
      await carryOn(run)
      await postpone(run)
    } catch (error) {
      await meet(run, error)
    }
  }
}
