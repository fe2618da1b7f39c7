import 'server-only'
import { toRequest } from '@/lib/destinations/registry'
import type { CreateJobInput, Job, Warning } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { fingerprint } from '@/lib/server/crypto'
import * as cis from '@/lib/server/ibm/cis'
import { carryOut } from '../carry-out'
import { cisContext } from '../gate'
import { assertTokenFits } from '../ownership/fits'
import { makePlan, type Plan } from '../plan'
import { changedJob } from './changed'
import { getJob } from './get'
import { newOptions } from './logpull-options'
import { once } from './once'
import { snapshotToCreate } from './snapshot'
import { sharedDestination } from './warnings'

/** Creates a job: never a second POST, and once for the same request twice. */
export function createJob(
  ctx: ServiceContext,
  place: ZonePlace,
  input: CreateJobInput,
): Promise<Job> {
  const key = fingerprint(JSON.stringify([ctx.credential.id, place, input]))
  return once(
    ctx,
    key,
    async () => {
      const { plan, warnings } = await planCreate(ctx, place, input)
      const done = await carryOut(ctx, plan)
      return changedJob(ctx, place, done, warnings)
    },
    (jobId) => getJob(ctx, place, jobId),
  )
}

/** What is to be created, with what to say about it. The zone's list is read: a new job is known by not being in it. */
export async function planCreate(
  ctx: ServiceContext,
  place: ZonePlace,
  input: CreateJobInput,
): Promise<{ plan: Plan; warnings: Warning[] }> {
  const { destination, logs, ...rest } = input
  if (destination.kind === 'cos') assertTokenFits(destination, place.zoneId)
  const target = await cisContext(ctx, place.instanceId)
  const [{ items: before }, options] = await Promise.all([
    cis.listJobs(target, place.zoneId),
    newOptions(ctx, place, input.dataset, logs),
  ])
  const plan = makePlan(
    {
      action: 'job.create',
      place,
      jobName: input.name,
      destination: destination.kind === 'cos' ? 'cos' : 'other',
      fieldNames: logs.fields.names ?? [],
      before: { otherJobIds: before.map((job) => job.id) },
      after: snapshotToCreate({
        ...rest,
        logpull_options: options,
        destination: { input: destination, body: {} },
      }),
    },
    { ...rest, logpull_options: options, ...toRequest(destination) },
  )
  return { plan, warnings: sharedDestination(destination, before) }
}
