import 'server-only'
import { isDatabaseAway } from '@/lib/server/db/away'
import { type ChangeRequestRow, updateChangeRequest } from '@/lib/server/db/change-requests'
import type { Db } from '@/lib/server/db/client'
import type { AppError, ErrorCode } from '@/lib/server/errors'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { carryOut } from '../carry-out'
import { moveJob } from '../moves/create'
import { type Recalled, recallStep } from '../settlement/recall'
import { openMoveInput } from './move'
import type { Ready } from './prepare'
import { endChange, failChange } from './record'
import { NoLonger, notYet, zoneChanged } from './words'

/** Past the end of the request that it is carried out in; then its process is given up for dead. */
const graceMs = 15_000

/** As long as it lasts nobody else goes on with it; every call of it has ended before. */
export const leaseUntil = (deadlineMs: number) => deadlineMs + graceMs

/** Before a zone that could not be looked at is looked at again. */
const tryAgainMs = 15_000
/** An approval that could not be followed for so long is not carried out by surprise. */
const triedForMs = 60 * 60 * 1000

/** How soon the record is asked again what became of a write whose answer was lost. */
const askAgainMs = 5_000
/** Settlement gives up after a day; a little later the record will say no more than it does. */
const askedForMs = 26 * 60 * 60 * 1000

/** Nobody looks at it any more. */
const never = Number.MAX_SAFE_INTEGER

/**
 * Carries out what was approved and is held, and writes down what came of it. The row as it then stands; as it was read
 * where somebody else has it by now.
 */
export async function finish(
  db: Db,
  held: ChangeRequestRow,
  ready: Ready | NoLonger,
): Promise<ChangeRequestRow> {
  if (ready instanceof NoLonger) return (await failChange(db, held, ready)) ?? held
  try {
    const made = await carry(ready)
    const end = { status: 'carried_out' as const, code: null, detail: null, ...made }
    return (await endChange(db, held, end)) ?? held
  } catch (thrown) {
    const recalled = await recallStep(db, held.accountId, held.stepId)
    if (recalled.state !== 'none' && recalled.state !== 'failed')
      return concluded(db, held, recalled)
    const error = toAppError(thrown, { verb: 'update' })
    const mayComeToIt = isDatabaseAway(thrown) || passing.includes(error.code)
    if (recalled.state === 'none' && mayComeToIt) return (await postponeChange(db, held)) ?? held
    const { code, detail } = reasonOf(error)
    return (await failChange(db, held, { code, detail })) ?? held
  }
}

/** What kept a write from being begun, and will be over; what IBM said to a write that was sent is final. */
const passing: readonly ErrorCode[] = [
  'rate_limited',
  'ibm_timeout',
  'ibm_unavailable',
  'ibm_unusable',
  'connection_unusable',
]

/** Nothing was sent, and it is not said that it can't be: it is tried again, until nobody would expect it any more. */
export async function postponeChange(
  db: Db,
  held: ChangeRequestRow,
): Promise<ChangeRequestRow | null> {
  if ((held.decidedAt ?? 0) + triedForMs > Date.now()) {
    return updateChangeRequest(db, held, { detail: notYet, dueAt: Date.now() + tryAgainMs })
  }
  const detail =
    'The zone could not be checked for an hour after the approval, so this was not carried out. Nothing was changed.'
  return failChange(db, held, { code: 'ibm_unavailable', detail })
}

async function carry({ ctx, kept }: Ready): Promise<{ jobId?: string; jobName?: string | null }> {
  const { plan } = kept
  const { job } =
    kept.kind === 'move'
      ? await moveJob(ctx, plan.place, plan.jobId ?? '', openMoveInput(kept))
      : await carryOut(ctx, plan)
  return job ? { jobId: job.id, jobName: job.name } : {}
}

/** What somebody did between the look and the call is no other thing than what they did before it. */
function reasonOf({ code, detail }: AppError): { code: string; detail: string } {
  if (code === 'not_found') return zoneChanged('The job or its zone was deleted')
  if (code === 'job_changed') return zoneChanged('The job was changed')
  return { code, detail }
}

/** Writes down what the record says of the one write; while it says nothing, it is asked again. */
export async function concluded(
  db: Db,
  held: ChangeRequestRow,
  recalled: Exclude<Recalled, { state: 'none' }>,
): Promise<ChangeRequestRow> {
  const { decidedAt, jobId, jobName } = held
  switch (recalled.state) {
    case 'done':
      return (
        (await endChange(db, held, {
          status: 'carried_out',
          code: null,
          detail: null,
          jobId: recalled.jobId ?? jobId,
          jobName: recalled.jobName ?? jobName,
        })) ?? held
      )
    case 'failed': {
      const { code, detail } = recalled
      return (await failChange(db, held, { code: code ?? 'ibm_refused', detail })) ?? held
    }
    case 'lost': {
      const { code, detail } = recalled
      return (await endChange(db, held, { status: 'unknown', code, detail, dueAt: never })) ?? held
    }
    case 'open':
      return (
        (await endChange(db, held, { status: 'unknown', ...sayingWhether(decidedAt ?? 0) })) ?? held
      )
  }
}

function sayingWhether(decidedAt: number) {
  if (decidedAt + askedForMs <= Date.now()) {
    const detail = 'IBM’s response was lost, and it was never learnt whether this was done.'
    return { code: 'never_learnt', detail, dueAt: never }
  }
  return {
    code: 'outcome_unknown',
    detail:
      'IBM’s response was lost, so we don’t know yet whether this was done. We keep checking.',
    dueAt: Date.now() + askAgainMs,
  }
}
