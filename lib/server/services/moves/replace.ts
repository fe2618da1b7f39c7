import 'server-only'
import { updateMove } from '@/lib/server/db/moves'
import { AppError, NotFoundError } from '@/lib/server/errors'
import { removalOf } from '../jobs/remove'
import { planUpdate } from '../jobs/update'
import { end } from './record'
import { isPassing } from './refusals'
import { find, type Run, readBoth, recall, send, stop, type Turn } from './run'
import { isProven, troubleWith } from './watch'
import { whyOf } from './words'

/** The new name is good to have: it is tried so often. */
const mostRenames = 5

/** The old job goes, if nothing speaks against it at the last moment. */
export async function deleting(run: Run): Promise<Turn> {
  const { move } = run
  const begun = await recall(run)
  if (begun.state === 'open') return 'wait'
  if (begun.state === 'lost') return stop(run, 'outcome_unknown', begun.detail)
  if (begun.state === 'done') return beginRenaming(run)
  if (begun.state === 'failed' && !isPassing({ code: begun.code as AppError['code'] })) {
    if (begun.code === 'not_found') return ifGone(run, begun.detail)
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
    return ifGone(run, error.detail)
  }
  return beginRenaming(run)
}

/** What IBM said that it does not know may have been the zone, or whoever asked: the list tells whether the job is gone. */
async function ifGone(run: Run, said: string): Promise<Turn> {
  const { old } = await readBoth(run)
  return old ? stop(run, 'delete_refused', said) : beginRenaming(run)
}

async function beginRenaming(run: Run): Promise<Turn> {
  const { db, move } = run
  const change = { state: 'renaming', stepId: null, tries: 0 } as const
  run.move = await updateMove(db, move, move.dueAt, change)
  return 'on'
}

/** Whatever becomes of the name, the move is done. */
export async function renaming(run: Run): Promise<Turn> {
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
