import 'server-only'
import type { Warning } from '@/lib/schemas/job'
import type { ServiceContext } from '@/lib/server/context'
import { NotFoundError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { judgedChange, permissionOf, rulingOn } from './admission/rule'
import { audited, type Done } from './audited'
import { keepForApproval } from './changes/keep'
import { Waiting } from './changes/waiting'
import { readZoneNext } from './collector/hurry'
import { zoneContext } from './gate'
import { snapshotOf } from './jobs/snapshot'
import { notWritten } from './ownership/not-written'
import { openPlan, type Plan, type RequestBody } from './plan'

export type CarriedOut = {
  /** The job as IBM holds it now, where the plan was about one that is there afterwards. */
  job: WireJob | null
  /** What log retention is now, where the plan was about it. */
  retention: boolean | null
  /** The file that IBM wrote for an ownership challenge; '' otherwise. */
  filename: string
  warnings: Warning[]
}

const nothing: CarriedOut = { job: null, retention: null, filename: '', warnings: [] }

/** On an answer that took the place of one that got lost. */
const settledByReading: Warning = {
  code: 'settled_by_reading',
  message: 'IBM’s response was lost, so we checked: it was done, once.',
}

/**
 * Makes a planned change: one attempt in the audit, one call to IBM, one outcome. A lost answer is settled by reading;
 * what no reading proves yet is `outcome_unknown`. Throws what IBM refuses as AppError, and `Waiting` where somebody has to
 * approve of it first.
 */
export async function carryOut(ctx: ServiceContext, plan: Plan): Promise<CarriedOut> {
  if (rulingOn(ctx, permissionOf[plan.action], judgedChange(plan)) === 'approval') {
    throw new Waiting(await keepForApproval(ctx, { kind: 'plan', plan }))
  }
  const target = await zoneContext(ctx, plan.place)
  const body = openPlan(plan)
  try {
    return await audited(ctx, target, plan, {
      act: (paid) => send(paid, plan, body),
      found: ({ job, retention }) => ({
        ...nothing,
        job,
        retention,
        warnings: [settledByReading],
      }),
    })
  } finally {
    await readZoneNext(plan.place.zoneId)
  }
}

async function send(
  target: cis.CisContext,
  { action, place: { zoneId }, jobId, destination, after }: Plan,
  body: RequestBody,
): Promise<Done<CarriedOut>> {
  switch (action) {
    case 'job.create':
      return ofJob(await cis.createJob(target, zoneId, body ?? {}))
    case 'job.update':
    case 'job.pause':
    case 'job.resume':
      return ofJob(await cis.updateJob(target, zoneId, jobId ?? '', body ?? {}))
    case 'job.delete': {
      const { alreadyGone, correlationId } = await cis.deleteJob(target, zoneId, jobId ?? '')
      if (alreadyGone) throw new NotFoundError('job', { upstream: { correlationId } })
      return { result: nothing, correlationId }
    }
    case 'retention.update': {
      const wanted = body?.flag === true
      const { enabled, correlationId } = await cis.setRetention(target, zoneId, wanted)
      return { result: { ...nothing, retention: enabled }, correlationId, after: { enabled } }
    }
    case 'ownership.challenge': {
      const made = await cis.createChallenge(target, zoneId, body ?? {})
      const { filename, correlationId } = made
      if (made.valid === false || !filename) throw notWritten(made, destination)
      return {
        result: { ...nothing, filename },
        correlationId,
        after: { ...Object(after), filename },
      }
    }
  }
}

function ofJob({
  job,
  correlationId,
}: {
  job: WireJob
  correlationId: string | undefined
}): Done<CarriedOut> {
  return {
    result: { ...nothing, job },
    correlationId,
    jobId: job.id,
    jobName: job.name,
    after: snapshotOf(job),
  }
}
