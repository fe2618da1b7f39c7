import 'server-only'
import { toRequest } from '@/lib/destinations/registry'
import type { CreateJobInput, Job, Warning } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { fingerprint } from '@/lib/server/crypto'
import type { UpstreamError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { singleton } from '@/lib/server/singleton'
import { audited } from '../audited'
import { cisContext } from '../gate'
import { assertTokenFits } from '../ownership/fits'
import { isOpen, notDone, outcomeUnknown, readBack } from '../read-back'
import { isCreated } from './is-created'
import { liveFieldsFor } from './live-fields'
import { newOptions } from './logpull-options'
import { toJob } from './to-job'
import { settledByReading, sharedDestination } from './warnings'

type Creating = {
  job: Promise<Job>
  /** By the clock of `arrivedAt`; absent while it is under way. */
  endedAt?: number
}
const creates = () => singleton('creates', () => new Map<string, Creating>())

/** A request that came in before another one ended can't be much older than what any request may take. */
const rememberedMs = 60_000

/**
 * Creates a job. The list is read first, so that a create whose answer gets lost can be settled by reading it
 * again: never a second POST. The same request that comes in while it is under way (a double click) is the same
 * request, however late its turn comes; sent after the answer it is another wish.
 */
export function createJob(
  ctx: ServiceContext,
  place: ZonePlace,
  input: CreateJobInput,
): Promise<Job> {
  const known = creates()
  const key = fingerprint(JSON.stringify([ctx.credential.id, place, input]))
  const running = known.get(key)
  if (running && (running.endedAt ?? Number.POSITIVE_INFINITY) > ctx.arrivedAt) return running.job
  const creating: Creating = {
    job: createOnce(ctx, place, input).finally(() => {
      creating.endedAt = performance.now()
      const forget = () => known.get(key) === creating && known.delete(key)
      setTimeout(forget, rememberedMs).unref()
    }),
  }
  known.set(key, creating)
  return creating.job
}

async function createOnce(
  ctx: ServiceContext,
  place: ZonePlace,
  input: CreateJobInput,
): Promise<Job> {
  const { destination, logs, ...rest } = input
  if (destination.kind === 'cos') assertTokenFits(destination, place.zoneId)
  const target = await cisContext(ctx, place.instanceId)
  const [before, options] = await Promise.all([
    cis.listJobs(target, place.zoneId),
    newOptions(ctx, place, input.dataset, logs),
  ])
  const body = { ...rest, logpull_options: options, ...toRequest(destination) }
  const attempt = {
    action: 'job.create',
    verb: 'create',
    destination: destination.kind === 'cos' ? 'cos' : 'other',
    ...place,
    jobName: input.name,
    // By these a job that turns up later is known to be the one that was asked for.
    before: { otherJobIds: before.map((job) => job.id) },
    after: input,
  } as const
  const { wire, warnings } = await audited(ctx, attempt, async () => {
    const made = await send(target, place.zoneId, input, body, before)
    return {
      result: made,
      correlationId: made.correlationId,
      jobId: made.wire.id,
      jobName: made.wire.name,
    }
  })
  const job = toJob(wire, await liveFieldsFor(ctx, place, [wire]))
  return withWarnings(job, [...warnings, ...sharedDestination(destination, before)])
}

type Made = { wire: WireJob; correlationId?: string | undefined; warnings: Warning[] }

async function send(
  target: cis.CisContext,
  zoneId: string,
  input: CreateJobInput,
  body: cis.JobBody,
  before: readonly WireJob[],
): Promise<Made> {
  try {
    const { job, correlationId } = await cis.createJob(target, zoneId, body)
    return { wire: job, correlationId, warnings: [] }
  } catch (error) {
    if (!isOpen(error)) throw error
    const wire = await findCreated(target, zoneId, input, before, error)
    return { wire, correlationId: error.facts.correlationId, warnings: [settledByReading] }
  }
}

/** The job that this very create made. Throws `outcome_unknown` when the list can't be read, else says it was not made. */
async function findCreated(
  target: cis.CisContext,
  zoneId: string,
  input: CreateJobInput,
  before: readonly WireJob[],
  cause: UpstreamError,
): Promise<WireJob> {
  const known = before.map(({ id }) => id)
  const made = await readBack(target.deadlineMs, async () => {
    const jobs = await cis.listJobs(target, zoneId)
    return jobs.find((job) => isCreated(job, input, known)) ?? null
  })
  if (made === 'not_done') throw notDone(cause, 'create', 'the job was not made.')
  if (made === 'unreadable') {
    throw outcomeUnknown(
      cause,
      'We don’t know whether the job was made: the connection broke after sending, and the list can’t be read now. Look at the zone’s jobs before you try again; Activity settles it once IBM answers.',
    )
  }
  return made
}

function withWarnings(job: Job, warnings: Warning[]): Job {
  return warnings.length > 0 ? { ...job, warnings } : job
}
