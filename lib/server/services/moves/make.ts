import 'server-only'
import { fromConf } from '@/lib/destinations/registry'
import { samePlace } from '@/lib/destinations/same'
import { updateMove } from '@/lib/server/db/moves'
import { AppError, NotFoundError } from '@/lib/server/errors'
import type { WireJob } from '@/lib/server/ibm/wire'
import { revisionOf } from '../jobs/to-job'
import { planUpdate } from '../jobs/update'
import { copyOf } from './copy'
import { finishAtOnce, goOn } from './record'
import { isInPlaceRefused } from './refusals'
import { type Run, readBoth, recall, send, stop, type Turn } from './run'
import { type MoveContent, openMove, sealMove } from './sealed'
import { jobChanged, samePlaceInUse } from './words'

/** How long a second job is watched. */
const watchMs = 24 * 60 * 60 * 1000

/** The job itself gets the new destination; where IBM refuses only that, a second one is next. */
export async function changing(run: Run): Promise<Turn> {
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

/** The second job: as the old one was when the move was asked for. */
export async function creating(run: Run): Promise<Turn> {
  const { move } = run
  const begun = await recall(run)
  if (begun.state === 'open') return 'wait'
  if (begun.state === 'lost') return stop(run, 'outcome_unknown', begun.detail)
  if (begun.state === 'failed') return stop(run, 'create_refused', begun.detail)
  const content = openMove(move)
  const { jobs, old } = await readBoth(run)
  if (begun.state === 'done') {
    const wire = jobs.find(({ id }) => id === begun.jobId) ?? null
    return made(run, begun.jobId ?? '', wire, content)
  }
  if (!old) throw new NotFoundError('job')
  if (revisionOf(old) !== move.oldRevision) throw jobChanged()
  const { plan, finalName, carried, warnings } = copyOf(move.place, old, jobs, content)
  run.move = await updateMove(run.db, move, move.dueAt, { finalName })
  const { job } = await send(run, plan).catch((error: unknown) => {
    throw withCarried(error, carried)
  })
  run.warnings.push(...warnings)
  // A job that was created is always shown.
  return made(run, job?.id ?? '', job, content)
}

/** What a person can't see in the form may be what IBM refuses. */
function withCarried(error: unknown, carried: readonly string[]): unknown {
  if (carried.length === 0 || !(error instanceof AppError) || error.code !== 'ibm_refused')
    return error
  const said = `The job has ${carried.join(', ')}, set outside this dashboard, which IBM may not accept for a new job.`
  return new AppError(error.code, `${error.detail} ${said}`, error.options)
}

async function made(
  run: Run,
  newJobId: string,
  wire: WireJob | null,
  content: MoveContent,
): Promise<Turn> {
  const { db, move } = run
  run.wire = wire
  if (move.keepsOld) {
    run.move = await finishAtOnce(db, { ...move, newJobId }, wire)
    return 'on'
  }
  const { enabled: isWatched } = content
  const deadlineAt = isWatched ? Date.now() + watchMs : null
  const state = isWatched ? 'watching' : 'deleting'
  const sealedPlan = wire
    ? sealMove(move.id, { ...content, made: fromConf(wire.destination_conf) })
    : move.sealedPlan
  const change = { state, newJobId, deadlineAt, sealedPlan } as const
  run.move = await goOn(db, move, move.dueAt, change, wire)
  return 'on'
}
