import 'server-only'
import { randomUUID } from 'node:crypto'
import type { MoveReason, MoveState } from '@/lib/schemas/move'
import type { Db } from '@/lib/server/db/client'
import { type MoveRow, Overtaken, releaseMove, unlessOvertaken } from '@/lib/server/db/moves'
import { AppError } from '@/lib/server/errors'
import { log } from '@/lib/server/log'
import { endStopped } from './record'
import { isPassing } from './refusals'
import { type Run, stop } from './run'

/**
 * Pauses between looks at a new job, in seconds. First files come within minutes, and a zone's moves share a reading; it
 * need not be seen at once.
 */
const watchPauses = [15, 15, 20, 30, 45, 60]
/** Before a write that may be carried out is looked for again on our record, where settlement puts its outcome. */
const openPauses = [5, 10, 20, 40]
/** After a call that IBM did not answer or put off, in seconds. */
const failurePauses = [15, 30, 60, 120, 300, 600]
/** Without a watch's own end, for so long it is tried to go on. */
const givenUpAfterMs = 24 * 60 * 60 * 1000

const pauseMs = (pauses: readonly number[], tries: number) =>
  (pauses[Math.min(tries, pauses.length - 1)] ?? 60) * 1000

/** A move that waits is looked at again later. */
export async function postpone(run: Run): Promise<void> {
  const { db, move } = run
  if (move.endedAt !== null) return
  const pauses = move.state === 'watching' ? watchPauses : openPauses
  run.move = await releaseMove(db, move, Date.now() + pauseMs(pauses, move.tries), {
    tries: move.tries + 1,
  })
}

/** What a refused step comes to where nobody waits for the answer. Never rejects. */
export async function meet(run: Run, error: unknown): Promise<void> {
  if (error instanceof Overtaken || run.move.endedAt !== null) return
  try {
    const reason = reasonOf(run.move, error)
    if (reason) {
      await stop(run, reason, error instanceof AppError ? error.detail : undefined)
      return
    }
    if (error instanceof AppError && error.code === 'outcome_unknown') {
      await postpone(run)
      return
    }
    log.info('move_postponed', { move: run.move.id, error })
    const { db, move } = run
    const dueAt = Date.now() + pauseMs(failurePauses, move.tries)
    run.move = await releaseMove(db, move, dueAt, { tries: move.tries + 1 })
  } catch (second) {
    if (!(second instanceof Overtaken))
      log.error('moving_failed', { move: run.move.id, error: second })
  }
}

const refused: Partial<Record<MoveState, MoveReason>> = {
  changing: 'change_refused',
  creating: 'create_refused',
  deleting: 'delete_refused',
  renaming: 'rename_refused',
}

/** Why it ends here; null: it may go on later. */
function reasonOf({ state, stepId, deadlineAt, askedAt }: MoveRow, error: unknown) {
  if (error instanceof AppError) {
    if (error.code === 'signed_out') return 'sign_in_ended'
    if (error.code === 'job_changed') return 'old_changed'
    // Of a watch it is none: it goes on to its own end, whatever keeps it from looking.
    const why = refused[state]
    if (why && error.code !== 'outcome_unknown' && !isPassing(error)) return why
  }
  // What became of a step that is under way, the record will say.
  if (stepId !== null || Date.now() < (deadlineAt ?? askedAt + givenUpAfterMs)) return null
  return refused[state] ?? 'not_delivered'
}

/** Ends a move whose right to go on is gone. */
export async function stopWithout(db: Db, move: MoveRow, code: MoveReason): Promise<void> {
  const { principal } = move
  const author = {
    principal: { ...principal, kind: 'system' as const },
    credential: null,
    address: 'unknown',
    requestId: randomUUID(),
  }
  await endStopped(db, author, move, code).catch(unlessOvertaken)
}
