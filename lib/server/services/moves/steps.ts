import 'server-only'
import { randomUUID } from 'node:crypto'
import type { DestinationInput } from '@/lib/destinations/registry'
import { samePlace } from '@/lib/destinations/same'
import { showing } from '@/lib/jobs/snapshot'
import { jobState, timeOf } from '@/lib/jobs/state'
import type { Warning } from '@/lib/schemas/job'
import type { MoveReason } from '@/lib/schemas/move'
import type { ServiceContext } from '@/lib/server/context'
import { findAttemptOfStep } from '@/lib/server/db/audit-list'
import type { Db } from '@/lib/server/db/client'
import { type MoveRow, updateMove } from '@/lib/server/db/moves'
import { AppError, NotFoundError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { type CarriedOut, carryOut } from '../carry-out'
import { cisContext } from '../gate'
import { removalOf } from '../jobs/remove'
import { destinationOf, snapshotOf } from '../jobs/snapshot'
import { factsOf, revisionOf } from '../jobs/to-job'
import { planUpdate } from '../jobs/update'
import type { Plan } from '../plan'
import { copyOf } from './copy'
import { end, endStopped, finishAtOnce, goOn } from './record'
import { isInPlaceRefused, isPassing } from './refusals'
import { openMove } from './sealed'
import { jobChanged, samePlaceInUse, whyOf } from './words'

/** How long a second job is watched. */
const watchMs = 24 * 60 * 60 * 1000
/** Past the end of the request that a step is sent in; then its process is given up for dead. */
const graceMs = 15_000
/** The new name is good to have: it is tried so often. */
const mostRenames = 5

/** A move in somebody's hands. Each step leaves it here as it then stands. */
export type Run = {
  ctx: ServiceContext
  db: Db
  move: MoveRow
  /** The change in place, where it was planned a moment ago. */
  planned?: Plan | undefined
  /** The zone's jobs as they were just read, for the watch; without them it waits. */
  jobs?: readonly WireJob[] | undefined
  /** Somebody said that the old job is to go now, whatever the new one does. */
  isDecided?: boolean
  /** The job that the zone ends up with, where a step has just shown it. */
  wire: WireJob | null
  warnings: Warning[]
}

/** `wait`: for something that others do. */
type Turn = 'on' | 'wait'

/**
 * Goes on with a move until it has to wait or has ended. Whatever a step is refused for is thrown; nothing is sent twice,
 * and each write is on the disk as the move's step before it is sent.
 */
export async function carryOn(run: Run): Promise<void> {
  while (run.move.endedAt === null) {
    if ((await step(run)) === 'wait') return
  }
}

function step(run: Run): Promise<Turn> {
  switch (run.move.state) {
    case 'changing':
      return changing(run)
    case 'creating':
      return creating(run)
    case 'watching':
      return watching(run)
    case 'deleting':
      return deleting(run)
    default:
      return renaming(run)
  }
}

type Recalled =
  /** Nothing was sent. */
  | { state: 'none' }
  /** It may have been carried out; settlement looks for it. */
  | { state: 'open' }
  | { state: 'done'; jobId: string | null }
  | { state: 'failed'; code: string | null; detail: string }
  /** What became of it will never be known. */
  | { state: 'lost'; detail: string }

/** What the record knows of the write of this step. */
async function recall({ db, move: { stepId, accountId } }: Run): Promise<Recalled> {
  const attempt = stepId === null ? null : await findAttemptOfStep(db, accountId, stepId)
  if (!attempt) return { state: 'none' }
  const { outcome, code, jobId } = attempt
  const detail = attempt.detail ?? ''
  if (outcome === 'succeeded') return { state: 'done', jobId }
  if (outcome === 'failed') return { state: 'failed', code, detail }
  const isLost = code === 'undecidable' || code === 'never_learnt'
  return isLost ? { state: 'lost', detail } : { state: 'open' }
}

/** Makes a planned change as the one write of this step. */
async function send(run: Run, plan: Plan): Promise<CarriedOut> {
  const { ctx, db } = run
  const stepId = randomUUID()
  const leaseUntil = ctx.deadlineMs + graceMs
  run.move = await updateMove(db, run.move, leaseUntil, { stepId })
  try {
    const done = await carryOut({ ...ctx, requestId: stepId }, plan)
    run.warnings.push(...done.warnings)
    return done
  } catch (error) {
    if (error instanceof AppError && error.code !== 'outcome_unknown') {
      run.move = await updateMove(db, run.move, leaseUntil, { stepId: null })
    }
    throw error
  }
}

/** Ends the move with what there is: one job or both. */
export async function stop(run: Run, code: MoveReason, said?: string): Promise<Turn> {
  run.move = await endStopped(run.db, run.ctx, run.move, code, said)
  return 'on'
}

async function changing(run: Run): Promise<Turn> {
  const { ctx, db, move } = run
  const begun = await recall(run)
  if (begun.state === 'open') return 'wait'
  if (begun.state === 'lost') return stop(run, 'outcome_unknown', begun.detail)
  if (begun.state === 'failed') return stop(run, 'change_refused', begun.detail)
  if (begun.state === 'done') return changed(run)
  const { destination } = openMove(move)
  const plan =
    run.planned ??
    (await planUpdate(ctx, move.place, move.oldJobId, { destination, revision: move.oldRevision }))
      .plan
  run.planned = undefined
  if (plan === null) return changed(run)
  try {
    run.wire = (await send(run, plan)).job
  } catch (error) {
    if (!(error instanceof AppError) || !isInPlaceRefused(error)) throw error
    const before = plan.before as { destination: Parameters<typeof samePlace>[0] } // A job's snapshot.
    if (samePlace(destination, before.destination)) throw samePlaceInUse()
    run.move = await updateMove(db, run.move, run.move.dueAt, { state: 'creating', tries: 0 })
    return 'on'
  }
  return changed(run)
}

async function changed(run: Run): Promise<Turn> {
  run.move = await finishAtOnce(run.db, run.move, run.wire)
  return 'on'
}

async function creating(run: Run): Promise<Turn> {
  const { move } = run
  const begun = await recall(run)
  if (begun.state === 'open') return 'wait'
  if (begun.state === 'lost') return stop(run, 'outcome_unknown', begun.detail)
  if (begun.state === 'failed') return stop(run, 'create_refused', begun.detail)
  const content = openMove(move)
  const { jobs, old } = await readBoth(run)
  if (begun.state === 'done') {
    const wire = jobs.find(({ id }) => id === begun.jobId) ?? null
    return made(run, begun.jobId ?? '', wire, content.enabled)
  }
  if (!old) throw new NotFoundError('job')
  if (revisionOf(old) !== move.oldRevision) throw jobChanged()
  const { plan, finalName, warnings } = copyOf(move.place, old, jobs, content)
  run.move = await updateMove(run.db, move, move.dueAt, { finalName })
  const { job } = await send(run, plan)
  run.warnings.push(...warnings)
  // A job that was created is always shown.
  return made(run, job?.id ?? '', job, content.enabled)
}

async function made(
  run: Run,
  newJobId: string,
  wire: WireJob | null,
  isWatched: boolean,
): Promise<Turn> {
  const { db, move } = run
  run.wire = wire
  const { finalName } = move
  if (move.keepsOld) {
    run.move = await finishAtOnce(db, { ...move, newJobId }, wire)
    return 'on'
  }
  const deadlineAt = isWatched ? Date.now() + watchMs : null
  const state = isWatched ? 'watching' : 'deleting'
  run.move = await goOn(db, move, move.dueAt, { state, newJobId, deadlineAt, finalName }, wire)
  return 'on'
}

/** Waits until the new job has delivered. What people do to either job meanwhile is noticed. */
async function watching(run: Run): Promise<Turn> {
  const { db, move, jobs } = run
  if (!jobs) return 'wait'
  const [old, made] = [find(jobs, move.oldJobId), find(jobs, move.newJobId)]
  const trouble = troubleWith(run, old, made)
  if (trouble) return stop(run, trouble)
  if (!old) return beginDeleting(run)
  if (made && isProven(made)) return beginDeleting(run)
  if ((move.deadlineAt ?? 0) <= Date.now()) {
    return stop(run, 'not_delivered', made?.error_message ?? undefined)
  }
  const lastSeen = made && sighting(made)
  run.move = await updateMove(db, move, move.dueAt, { ...(lastSeen && { lastSeen }) })
  return 'wait'
}

async function beginDeleting(run: Run): Promise<Turn> {
  const { db, move } = run
  run.move = await updateMove(db, move, move.dueAt, { state: 'deleting', tries: 0 })
  return 'on'
}

function sighting(wire: WireJob) {
  const facts = factsOf(wire)
  return {
    at: new Date().toISOString(),
    state: jobState(facts, Date.now()),
    errorMessage: facts.errorMessage,
  }
}

/** A new job has delivered nothing before, so whatever it says that it has delivered is its own. */
function isProven(wire: WireJob): boolean {
  const facts = factsOf(wire)
  const state = jobState(facts, Date.now())
  return timeOf(facts.lastComplete) !== null && state !== 'failing' && state !== 'off'
}

const find = (jobs: readonly WireJob[], jobId: string | null) =>
  jobs.find(({ id }) => id === jobId) ?? null

/** What speaks against deleting the old job whatever the new one delivers; null: nothing. */
function troubleWith({ move }: Run, old: WireJob | null, made: WireJob | null): MoveReason | null {
  if (!made) return 'new_gone'
  const { destination } = openMove(move)
  if (!isThere(destination, made)) return 'new_changed'
  return old && revisionOf(old) !== move.oldRevision ? 'old_changed' : null
}

/** Whether a job sends to where the move is for, as far as IBM shows that. */
function isThere(destination: DestinationInput, made: WireJob): boolean {
  const found = snapshotOf(made)
  const asked = { ...found, ...destinationOf(destination) }
  const isSame = showing('destination', asked, found) !== 'differs'
  return isSame || samePlace(destination, found.destination)
}

async function deleting(run: Run): Promise<Turn> {
  const { move } = run
  const begun = await recall(run)
  if (begun.state === 'open') return 'wait'
  if (begun.state === 'lost') return stop(run, 'outcome_unknown', begun.detail)
  if (begun.state === 'done') return beginRenaming(run)
  if (begun.state === 'failed' && !isPassing({ code: begun.code as AppError['code'] })) {
    if (begun.code === 'not_found') return beginRenaming(run)
    return stop(run, 'delete_refused', begun.detail)
  }
  const { jobs, old } = await readBoth(run)
  const made = find(jobs, move.newJobId)
  run.wire = made
  const trouble = troubleWith(run, old, made)
  if (trouble) return stop(run, trouble)
  if (!old) return beginRenaming(run)
  if (move.deadlineAt !== null && !run.isDecided && !(made && isProven(made))) {
    run.move = await updateMove(run.db, move, move.dueAt, { state: 'watching', stepId: null })
    return 'wait'
  }
  try {
    await send(run, removalOf(move.place, old))
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
  }
  return beginRenaming(run)
}

async function beginRenaming(run: Run): Promise<Turn> {
  const { db, move } = run
  const change = { state: 'renaming', stepId: null, tries: 0 } as const
  run.move = await updateMove(db, move, move.dueAt, change)
  return 'on'
}

/** Whatever becomes of the name, the move is done. */
async function renaming(run: Run): Promise<Turn> {
  const { ctx, move } = run
  const { finalName, newJobId, place } = move
  const begun = await recall(run)
  if (begun.state === 'done') return renamed(run)
  if (begun.state !== 'none') return renamed(run, 'IBM’s response was lost.')
  if (finalName === null || newJobId === null) return renamed(run)
  try {
    const { plan } = await planUpdate(ctx, place, newJobId, { name: finalName })
    if (plan === null) return renamed(run)
    const { job } = await send(run, plan)
    run.wire = job
    const isIgnored = job !== null && job.name !== finalName
    return renamed(run, isIgnored ? 'IBM accepted the name but kept the old one.' : undefined)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (isPassing(error) && move.tries < mostRenames) throw error
    return renamed(run, error.detail)
  }
}

async function renamed(run: Run, said?: string): Promise<Turn> {
  const { db, ctx, move } = run
  const why = said === undefined ? null : whyOf('rename_refused', true, said)
  run.move = await end(db, ctx, move, 'done', why)
  return 'on'
}

async function readBoth({ ctx, move }: Run): Promise<{ jobs: WireJob[]; old: WireJob | null }> {
  const { place, oldJobId } = move
  const target = await cisContext(ctx, place.instanceId)
  const jobs = await cis.listJobs(target, place.zoneId)
  return { jobs, old: find(jobs, oldJobId) }
}
