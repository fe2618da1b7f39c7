import 'server-only'
import { randomUUID } from 'node:crypto'
import {
  type ChangeRequestRow,
  listDueChanges,
  updateChangeRequest,
} from '@/lib/server/db/change-requests'
import { type Db, getDb } from '@/lib/server/db/client'
import { log } from '@/lib/server/log'
import { sideBySide } from '@/lib/server/side-by-side'
import { singleton } from '@/lib/server/singleton'
import { recallStep } from '../settlement/recall'
import { concluded, finish, leaseUntil, postponeChange } from './carry'
import { prepare, type Ready } from './prepare'
import { expireChange, failChange } from './record'
import { NoLonger } from './words'

/** For reading a zone, and as long again for what is carried out there: nobody waits for an answer. */
const turnMs = 25_000
const atOnce = 8
const takenAtOnce = 40

const underWay = () => singleton('changes-under-way', () => ({ isRunning: false }))

/**
 * Lets expire what nobody decided, and goes on with what was approved where the process that was to carry it out died, or
 * the answer got lost. Resolves when this round is through; never rejects.
 */
export async function changeDue(): Promise<void> {
  const running = underWay()
  if (running.isRunning) return
  running.isRunning = true
  try {
    const db = await getDb()
    const queue = (await listDueChanges(db, takenAtOnce)).values()
    await sideBySide(atOnce, () => takeTurns(db, queue))
  } catch (error) {
    log.error('changes_failed', { error })
  } finally {
    running.isRunning = false
  }
}

async function takeTurns(db: Db, queue: Iterable<ChangeRequestRow>): Promise<void> {
  for (const row of queue) {
    await turn(db, row).catch((error: unknown) => {
      log.error('change_failed', { change: row.id, error })
    })
  }
}

async function turn(db: Db, due: ChangeRequestRow): Promise<void> {
  if (due.status === 'waiting') {
    await expireChange(db, due)
    return
  }
  const deadlineMs = Date.now() + turnMs
  const row = await updateChangeRequest(db, due, { dueAt: leaseUntil(deadlineMs) })
  if (!row) return
  const recalled = await recallStep(db, row.accountId, row.stepId)
  if (recalled.state === 'none') await carryAnew(db, row, deadlineMs)
  else await concluded(db, row, recalled)
}

/** Nothing was sent: it is approved all the same. Under another id, so that whoever comes back from the dead finds it taken. */
async function carryAnew(db: Db, row: ChangeRequestRow, deadlineMs: number): Promise<void> {
  const stepId = randomUUID()
  const held = await updateChangeRequest(db, row, { stepId, dueAt: leaseUntil(deadlineMs) + 1 })
  if (!held) return
  const request = {
    requestId: stepId,
    deadlineMs,
    arrivedAt: performance.now(),
    address: 'unknown',
  }
  let ready: Ready
  try {
    ready = await prepare(request, held)
  } catch (error) {
    if (error instanceof NoLonger) {
      await failChange(db, held, error)
      return
    }
    log.info('change_postponed', { change: held.id, error })
    await postponeChange(db, held)
    return
  }
  const carriedByMs = Date.now() + turnMs
  const longer = await updateChangeRequest(db, held, { dueAt: leaseUntil(carriedByMs) })
  if (!longer) return
  const ctx = { ...ready.ctx, deadlineMs: carriedByMs, priority: 'background' as const }
  await finish(db, longer, { ...ready, ctx })
}
