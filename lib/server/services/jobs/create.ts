import 'server-only'
import { randomUUID } from 'node:crypto'
import { type DestinationInput, toRequest } from '@/lib/destinations/registry'
import type { CreateJobInput, Job, Warning } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { fingerprint } from '@/lib/server/crypto'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { carryOut } from '../carry-out'
import { assertChecked } from '../destinations/check'
import { zoneContext } from '../gate'
import { assertTokenFits } from '../ownership/fits'
import { makePlan, type Plan } from '../plan'
import { changedJob } from './changed'
import { getJob } from './get'
import { newOptions } from './logpull-options'
import { once } from './once'
import { type AskedMembers, snapshotToCreate } from './snapshot'
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

/** HEC asks for a channel with raw data; nobody needs to think of one. */
export function withChannel<Given extends { kind: string; channelId?: string | null | undefined }>(
  destination: Given,
): Given {
  return destination.kind === 'splunk' && !destination.channelId
    ? { ...destination, channelId: randomUUID() }
    : destination
}

/** What is to be created, with what to say about it. The zone's list is read: a new job is known by not being in it. */
async function planCreate(
  ctx: ServiceContext,
  place: ZonePlace,
  input: CreateJobInput,
): Promise<{ plan: Plan; warnings: Warning[] }> {
  const { logs, destination: given, ...rest } = input
  const destination = withChannel(given)
  assertChecked(destination)
  if (destination.kind === 'cos') assertTokenFits(destination, place.zoneId)
  const target = await zoneContext(ctx, place)
  const [{ items: before }, options] = await Promise.all([
    cis.listJobs(target, place.zoneId),
    newOptions(ctx, place, input.dataset, logs),
  ])
  const members = { ...rest, logpull_options: options }
  const { names: fieldNames } = logs.fields
  const plan = creationOf(place, { members, destination, before, fieldNames })
  return { plan, warnings: sharedDestination(destination, before) }
}

export type Creation = {
  /** Of IBM's body, besides the destination. */
  members: Required<Omit<AskedMembers, 'destination'>>
  /** The same of what is not edited here. */
  elsewhere?: WireJob['elsewhere']
  destination: DestinationInput
  /** The zone's jobs as they were just read. */
  before: readonly WireJob[]
  /** The log fields that a person named, for a refusal that names one. */
  fieldNames?: readonly string[] | undefined
}

export function creationOf(
  place: ZonePlace,
  { members, elsewhere, destination, before, fieldNames = [] }: Creation,
): Plan {
  return makePlan(
    {
      action: 'job.create',
      place,
      jobName: members.name,
      destination: destination.kind === 'cos' ? 'cos' : 'other',
      fieldNames,
      before: { otherJobIds: before.map((job) => job.id) },
      after: snapshotToCreate({ ...members, destination: { input: destination, body: {} } }),
    },
    { ...members, ...elsewhere, ...toRequest(destination) },
  )
}
