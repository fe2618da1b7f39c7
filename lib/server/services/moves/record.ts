import 'server-only'
import type { MoveReason } from '@/lib/schemas/move'
import type { Credential, ServiceContext } from '@/lib/server/context'
import { appendAttempt, appendOutcome, type NewAttempt } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import type { Db } from '@/lib/server/db/client'
import { endMove, insertMove, type MoveRow, updateMove } from '@/lib/server/db/moves'
import type { AppError } from '@/lib/server/errors'
import type { WireJob } from '@/lib/server/ibm/wire'
import { authorOf, redacted } from '../audited'
import { snapshotOf } from '../jobs/snapshot'
import type { Plan } from '../plan'
import { zoneNameOf } from '../zones/names'
import { whyOf } from './words'

// A move in the activity: one entry of who asked for it, which closes when it is carried out, refused, or goes on in the
// background; then, of one that went on, another of how it ended. Its steps are entries of their own.

type Why = ReturnType<typeof whyOf>

/** What every entry of a move has in its `after`, so that they are told to be one. */
function marked(move: MoveRow, after: unknown, state = move.state) {
  const { id, oldJobId, newJobId, keepsOld } = move
  return { ...Object(after), move: { id, state, oldJobId, newJobId, keepOld: keepsOld } }
}

/** Who did it, for the record. */
export type Author = Pick<ServiceContext, 'principal' | 'address' | 'requestId'> & {
  credential: Credential | null
}

function entry(
  author: Author,
  { place, accountId }: Pick<MoveRow, 'place' | 'accountId'>,
): Omit<NewAttempt, 'jobId'> {
  const { credential } = author
  return {
    ...authorOf(author),
    accountId,
    action: 'job.move',
    ...place,
    zoneName: credential && zoneNameOf(credential, place.zoneId),
  }
}

/** Puts a move on record, before anything is sent. @returns null: another one of the same job is under way */
export function begin(
  db: Db,
  author: Author,
  move: Omit<MoveRow, 'attemptId'>,
  { jobId, jobName, before, after }: Plan,
): Promise<MoveRow | null> {
  return inTransaction(db, async (transaction) => {
    const open = { ...move, attemptId: '' }
    if (!(await insertMove(transaction, open))) return null
    const attemptId = await appendAttempt(transaction, {
      ...entry(author, move),
      jobId,
      jobName,
      before: redacted(before),
      after: redacted(marked(open, after)),
    })
    await transaction
      .updateTable('moves')
      .set({ attempt_id: attemptId })
      .where('id', '=', move.id)
      .execute()
    return { ...open, attemptId }
  })
}

/** The job itself has the new destination, or a second one was made and the old one was to stay. */
export function finishAtOnce(db: Db, move: MoveRow, wire: WireJob | null): Promise<MoveRow> {
  return inTransaction(db, async (transaction) => {
    const ended = await endMove(transaction, move, { state: 'done', why: null })
    const after = wire && { after: redacted(marked(ended, snapshotOf(wire))) }
    await appendOutcome(transaction, move.attemptId, {
      outcome: 'succeeded',
      ...after,
    })
    return ended
  })
}

/** A second job was made; the rest follows. */
export function goOn(
  db: Db,
  move: MoveRow,
  dueAt: number,
  change: Pick<MoveRow, 'state' | 'newJobId' | 'deadlineAt' | 'sealedPlan'>,
  wire: WireJob | null,
): Promise<MoveRow> {
  return inTransaction(db, async (transaction) => {
    const next = await updateMove(transaction, move, dueAt, { ...change, stepId: null, tries: 0 })
    const after = wire && { after: redacted(marked(next, snapshotOf(wire))) }
    await appendOutcome(transaction, move.attemptId, { outcome: 'succeeded', ...after })
    return next
  })
}

/** Ends a move whose second job was made, with an entry of how. */
export function end(
  db: Db,
  author: Author,
  move: MoveRow,
  state: 'done' | 'stopped',
  why: Why | null,
): Promise<MoveRow> {
  return inTransaction(db, async (transaction) => {
    const ended = await endMove(transaction, move, { state, why })
    const attemptId = await appendAttempt(transaction, {
      ...entry(author, move),
      jobId: move.newJobId ?? move.oldJobId,
      jobName: move.finalName,
      before: marked(move, {}),
      after: marked(ended, {}),
    })
    // That somebody ended it went as asked.
    const isWanted = state === 'done' || why?.code === 'kept'
    await appendOutcome(transaction, attemptId, {
      outcome: isWanted ? 'succeeded' : 'failed',
      ...(why && { code: why.code, detail: why.message }),
    })
    return ended
  })
}

/** Ends a move with what there is: the old job alone, or both. */
export function endStopped(
  db: Db,
  author: Author,
  move: MoveRow,
  code: MoveReason,
  said?: string,
): Promise<MoveRow> {
  const isMade = move.newJobId !== null
  const why = whyOf(code, isMade, said)
  return isMade ? end(db, author, move, 'stopped', why) : endBefore(db, move, why)
}

/** Ends a move of which nothing came. */
function endBefore(db: Db, move: MoveRow, why: Why): Promise<MoveRow> {
  return inTransaction(db, async (transaction) => {
    const ended = await endMove(transaction, move, { state: 'stopped', why })
    await appendOutcome(transaction, move.attemptId, {
      outcome: why.code === 'outcome_unknown' ? 'unknown' : 'failed',
      code: why.code,
      detail: why.message,
    })
    return ended
  })
}

/** How the entry of who asked for it stands after a request that did not get what it asked for. */
export async function noteRefusal(
  db: Db,
  { attemptId }: Pick<MoveRow, 'attemptId'>,
  { code, detail, options }: AppError,
  goesOn: boolean,
): Promise<void> {
  await appendOutcome(db, attemptId, {
    outcome: goesOn ? 'unknown' : 'failed',
    code,
    detail,
    correlationId: options.upstream?.correlationId ?? null,
  })
}
