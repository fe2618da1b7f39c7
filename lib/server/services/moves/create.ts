import 'server-only'
import type { DestinationInput } from '@/lib/destinations/registry'
import { usualSourceType } from '@/lib/destinations/splunk-place'
import type { Job } from '@/lib/schemas/job'
import type { CreateMoveInput } from '@/lib/schemas/move'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { type Db, getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import {
  heldUntil,
  type MoveRow,
  Overtaken,
  removeMove,
  unlessOvertaken,
} from '@/lib/server/db/moves'
import { type AppError, ValidationError } from '@/lib/server/errors'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { judgedChange, rulingOn } from '../admission/rule'
import { keepForApproval } from '../changes/keep'
import { keptMove } from '../changes/move'
import { Waiting } from '../changes/waiting'
import { assertChecked } from '../destinations/check'
import { changedJob } from '../jobs/changed'
import { withChannel } from '../jobs/create'
import { getJob } from '../jobs/get'
import { planUpdate } from '../jobs/update'
import { assertNotRefused } from '../known-refusals'
import type { Plan } from '../plan'
import { meet, postpone } from './meet'
import { begin, noteRefusal } from './record'
import { leaseUntil, type Run } from './run'
import { sealMove } from './sealed'
import { carryOn } from './steps'
import { endedMeanwhile, underWay } from './words'

/** `status`: 200 changed in place, 201 a second job was made and all is done, 202 it goes on by itself. */
export type Moved = { status: 200 | 201 | 202; job: Job }

/**
 * Moves a job to another destination: in place where IBM takes that, otherwise by a second job, of which the first delivery
 * is waited for before the old one goes. Throws `move_under_way`, `job_changed`, `destination_in_use`, ValidationError,
 * and what IBM refuses; then nothing was changed. `outcome_unknown`: it goes on once it is known.
 */
export async function moveJob(
  ctx: ServiceContext,
  place: ZonePlace,
  jobId: string,
  { destination: given, keepOld = false, revision }: CreateMoveInput,
): Promise<Moved> {
  const destination = whole(withChannel(given))
  assertChecked(destination)
  // Asking for a move is written down before IBM hears of it.
  assertNotRefused(ctx, { place, action: keepOld ? 'job.create' : 'job.update' })
  const { job, plan, warnings } = await planUpdate(ctx, place, jobId, {
    destination,
    ...(revision === undefined ? {} : { revision }),
  })
  if (plan === null) throw sameDestination()
  if (rulingOn(ctx, 'jobs.move', judgedChange(plan)) === 'approval') {
    throw new Waiting(await keepForApproval(ctx, keptMove(plan, { destination, keepOld })))
  }
  const db = await getDb()
  const move = await open(db, ctx, job, plan, { destination, keepOld })
  const run: Run = { ctx, db, move, planned: plan, wire: null, warnings: [] }
  try {
    await carryOn(run)
    await postpone(run)
  } catch (error) {
    await fail(run, error)
  }
  const isInPlace = run.move.newJobId === null
  if (isInPlace) run.warnings.push(...warnings)
  return { status: isInPlace ? 200 : run.move.endedAt === null ? 202 : 201, job: await shown(run) }
}

/** Nothing of the old destination stays, whichever way the move goes: a change in place keeps what is left out. */
function whole(destination: DestinationInput): DestinationInput {
  switch (destination.kind) {
    case 'https':
      return { headers: [], params: [], ...destination }
    case 'splunk':
      return { skipVerify: false, sourceType: usualSourceType, ...destination }
    default:
      return destination
  }
}

async function open(
  db: Db,
  ctx: ServiceContext,
  { id: oldJobId, enabled, revision }: Job,
  plan: Plan,
  { destination, keepOld }: Required<Pick<CreateMoveInput, 'destination' | 'keepOld'>>,
): Promise<MoveRow> {
  const now = Date.now()
  const id = createId(now)
  const move = await begin(
    db,
    ctx,
    {
      id,
      accountId: ctx.credential.accountId,
      place: { instanceId: plan.place.instanceId, zoneId: plan.place.zoneId },
      oldJobId,
      newJobId: null,
      state: keepOld ? 'creating' : 'changing',
      why: null,
      keepsOld: keepOld,
      finalName: null,
      oldRevision: revision,
      principal: ctx.principal,
      stepId: null,
      sealedPlan: sealMove(id, { version: 1, destination, enabled }),
      credentialId: ctx.credential.id,
      lastSeen: null,
      askedAt: now,
      deadlineAt: null,
      endedAt: null,
      dueAt: heldUntil(leaseUntil(ctx)),
      tries: 0,
    },
    plan,
  )
  if (!move) throw underWay()
  return move
}

/**
 * What comes of a move whose request failed. Nothing was made: it is taken back, and the person hears why. A second job
 * exists, or nobody knows: it goes on in the background. Throws, unless a second job is to be shown.
 */
async function fail(run: Run, thrown: unknown): Promise<void> {
  if (thrown instanceof Overtaken) throw endedMeanwhile()
  const { db, move } = run
  if (move.newJobId !== null) return meet(run, thrown)
  const error = toAppError(thrown, { verb: 'update' })
  // A step that is not over: its answer is lost, or something of ours failed around it. The record will say.
  const goesOn = move.stepId !== null
  // Both or neither: nobody goes on with what a person was told has failed.
  await inTransaction(db, async (transaction) => {
    // The move before the head of the audit, as everywhere: of two that end it neither waits for the other crosswise.
    if (!goesOn) await removeMove(transaction, move)
    await noteRefusal(transaction, move, error, goesOn)
  })
  if (goesOn) await postpone(run).catch(unlessOvertaken)
  throw error
}

async function shown({ ctx, move, wire, warnings }: Run): Promise<Job> {
  const { place, newJobId, oldJobId } = move
  const noMore = { retention: null, filename: '', warnings: [] }
  if (wire) return changedJob(ctx, place, { ...noMore, job: wire }, warnings)
  const job = await getJob(ctx, place, newJobId ?? oldJobId)
  return warnings.length > 0 ? { ...job, warnings } : job
}

function sameDestination(): AppError {
  const message = 'The job already sends to this destination'
  return new ValidationError([{ path: 'destination', message }])
}
