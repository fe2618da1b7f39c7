import 'server-only'
import { judgedOf } from '@/lib/grants/judged'
import { lowRole } from '@/lib/jobs/roles'
import type { Job } from '@/lib/schemas/job'
import type { DecideMoveInput } from '@/lib/schemas/move'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { findAttemptOfStep } from '@/lib/server/db/audit-list'
import { type Db, getDb } from '@/lib/server/db/client'
import {
  findOpenMove,
  type MoveRow,
  Overtaken,
  releaseMove,
  updateMove,
} from '@/lib/server/db/moves'
import { NotFoundError } from '@/lib/server/errors'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { getAccess } from '../access/get'
import { notAllowed } from '../admission/refusals'
import { rulingOn } from '../admission/rule'
import { getJob } from '../jobs/get'
import { meet, postpone } from './meet'
import { leaseUntil, type Run, stop } from './run'
import { carryOn } from './steps'
import { endedMeanwhile, notYet, readsOnly, tooLate } from './words'

/**
 * Ends a move before the new job has delivered, on a person's word and with that person's right: `delete` lets the old job
 * go at once, `keep` leaves both as they are. Answers with the job that was asked about, or the one that is left.
 */
export async function decideMove(
  ctx: ServiceContext,
  place: ZonePlace,
  jobId: string,
  { oldJob }: DecideMoveInput,
): Promise<Job> {
  // Whoever may not read the job hears nothing of a move either.
  await getJob(ctx, place, jobId)
  const db = await getDb()
  const found = await findOpenMove(db, place, jobId)
  if (!found) throw new NotFoundError('move')
  try {
    const left = oldJob === 'keep' ? await keepBoth(db, ctx, found) : await letGo(db, ctx, found)
    return await getJob(ctx, place, left.state === 'stopped' ? jobId : (left.newJobId ?? jobId))
  } catch (error) {
    throw error instanceof Overtaken ? endedMeanwhile() : error
  }
}

/** A move as this request takes it from whoever had it, at the state that it was found in. */
async function take(db: Db, ctx: ServiceContext, found: MoveRow): Promise<Run> {
  const move = await updateMove(db, found, leaseUntil(ctx))
  return { ctx, db, move, wire: null, warnings: [] }
}

async function keepBoth(db: Db, ctx: ServiceContext, found: MoveRow): Promise<MoveRow> {
  await assertNoReader(ctx, found)
  if (found.state === 'renaming' || (await isInFlight(db, found))) throw tooLate()
  const run = await take(db, ctx, found)
  await stop(run, 'kept')
  return run.move
}

/** IBM is asked for nothing that it could refuse, so of others than who asked for the move what is known of their role decides. */
async function assertNoReader(ctx: ServiceContext, { principal, place }: MoveRow): Promise<void> {
  if (ctx.principal.id === principal.id) return
  const { role } = await getAccess(ctx, place.instanceId)
  if (lowRole(role, 'Writer') !== null) throw readsOnly()
}

/** Whether a write of it may be on its way, or may have deleted the old job already. */
async function isInFlight(db: Db, { state, stepId, accountId }: MoveRow): Promise<boolean> {
  if (stepId === null) return false
  const attempt = await findAttemptOfStep(db, accountId, stepId)
  if (state === 'deleting' && attempt?.outcome !== 'failed') return true
  return attempt === null || attempt.outcome === 'pending'
}

async function letGo(db: Db, ctx: ServiceContext, found: MoveRow): Promise<MoveRow> {
  assertUnbound(rulingOn(ctx, 'jobs.delete', null))
  if (found.newJobId === null) throw notYet()
  // All of it, before any of it: the new job's name comes after the old job has gone.
  const { dataset, destination } = await getJob(ctx, found.place, found.newJobId)
  const change = { dataset, destination: judgedOf(destination) }
  assertUnbound(rulingOn(ctx, 'jobs.move', change))
  // It goes already.
  if (found.state !== 'watching') return found
  const run = await take(db, ctx, found)
  run.isDecided = true
  run.move = await updateMove(db, run.move, run.move.dueAt, { state: 'deleting', tries: 0 })
  try {
    await carryOn(run)
    await postpone(run)
  } catch (thrown) {
    await refuse(run, thrown)
  }
  return run.move
}

/** What nobody has approved of is to go before the new job has proven itself; waiting for an approval would be no sooner. */
function assertUnbound(ruling: ReturnType<typeof rulingOn>): void {
  if (ruling === 'approval') throw notAllowed('administrator')
}

/** What this person may not do leaves the move as it was: it goes on by itself. */
async function refuse(run: Run, thrown: unknown): Promise<void> {
  if (thrown instanceof Overtaken) throw thrown
  if (run.move.state === 'renaming') return meet(run, thrown)
  const error = toAppError(thrown, { verb: 'delete' })
  if (error.code !== 'outcome_unknown' && run.move.stepId === null) {
    run.move = await releaseMove(run.db, run.move, Date.now(), { state: 'watching' })
  } else await postpone(run)
  throw error
}
