import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Warning } from '@/lib/schemas/job'
import type { MoveReason } from '@/lib/schemas/move'
import type { ServiceContext } from '@/lib/server/context'
import type { Db } from '@/lib/server/db/client'
import { type MoveRow, updateMove } from '@/lib/server/db/moves'
import { AppError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { type CarriedOut, carryOut } from '../carry-out'
import { zoneContext } from '../gate'
import type { Plan } from '../plan'
import { type Recalled, recallStep } from '../settlement/recall'
import { endStopped } from './record'

/** Past the end of the request that a step is sent in; then its process is given up for dead. */
const graceMs = 15_000

/** As long as it lasts nobody else takes the move; every call of it has ended before. */
export const leaseUntil = ({ deadlineMs }: ServiceContext) => deadlineMs + graceMs

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
export type Turn = 'on' | 'wait'

/** What the record knows of the write of this step. */
export function recall({ db, move: { stepId, accountId } }: Run): Promise<Recalled> {
  return recallStep(db, accountId, stepId)
}

/** Makes a planned change as the one write of this step. */
export async function send(run: Run, plan: Plan): Promise<CarriedOut> {
  const { ctx, db } = run
  const stepId = randomUUID()
  run.move = await updateMove(db, run.move, leaseUntil(ctx), { stepId })
  try {
    const done = await carryOut({ ...ctx, requestId: stepId }, plan)
    run.warnings.push(...done.warnings)
    return done
  } catch (error) {
    if (error instanceof AppError && error.code !== 'outcome_unknown') {
      run.move = await updateMove(db, run.move, leaseUntil(ctx), { stepId: null })
    }
    throw error
  }
}

/** Ends the move with what there is: one job or both. */
export async function stop(run: Run, code: MoveReason, said?: string): Promise<Turn> {
  run.move = await endStopped(run.db, run.ctx, run.move, code, said)
  return 'on'
}

export const find = (jobs: readonly WireJob[], jobId: string | null) =>
  jobs.find(({ id }) => id === jobId) ?? null

export async function readBoth({
  ctx,
  move,
}: Run): Promise<{ jobs: WireJob[]; old: WireJob | null }> {
  const { place, oldJobId } = move
  const target = await zoneContext(ctx, place)
  const jobs = await cis.listAllJobs(target, place.zoneId)
  return { jobs, old: find(jobs, oldJobId) }
}
