import 'server-only'
import { changeRequest } from '@/lib/destinations/change-request'
import { keyFromConf } from '@/lib/destinations/kept-key'
import { fromConf } from '@/lib/destinations/registry'
import { settlePatch } from '@/lib/destinations/settle-patch'
import { sameDataset } from '@/lib/jobs/dataset'
import { settleName } from '@/lib/jobs/job-name'
import type { Job, UpdateJobInput, Warning } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { AppError, ValidationError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import type { Verb } from '@/lib/server/ibm/friendly-errors'
import type { WireJob } from '@/lib/server/ibm/wire'
import { audited } from '../audited'
import { cisContext } from '../gate'
import { assertTokenFits } from '../ownership/fits'
import { isOpen, notDone, outcomeUnknown, readBack } from '../read-back'
import { findJob } from './find'
import { liveFieldsFor } from './live-fields'
import { changedOptions } from './logpull-options'
import { revisionOf, toJob } from './to-job'
import { droppedParameters, overriddenLogs, settledByReading, sharedDestination } from './warnings'

/**
 * Changes a job. It is read first; only what differs is sent, and nothing at all when nothing does. Throws
 * `dataset_fixed`, `job_changed` when somebody else was faster, ValidationError.
 */
export async function updateJob(
  ctx: ServiceContext,
  place: ZonePlace,
  jobId: string,
  input: UpdateJobInput,
): Promise<Job> {
  const target = await cisContext(ctx, place.instanceId)
  const wire = await findJob(target, place.zoneId, jobId)
  const job = toJob(wire, await liveFieldsFor(ctx, place, [wire]))
  if (input.dataset !== undefined && !sameDataset(input.dataset, wire.dataset)) throw datasetFixed()
  if (input.revision !== undefined && input.revision !== job.revision) throw jobChanged()
  const { body, warnings } = await changedMembers(ctx, place, wire, job, input)
  if (Object.keys(body).length === 0) return warnings.length > 0 ? { ...job, warnings } : job
  const verb = verbOf(body)
  const attempt = {
    action: verb === 'pause' ? 'job.pause' : verb === 'resume' ? 'job.resume' : 'job.update',
    verb,
    destination: (input.destination ?? job.destination).kind === 'cos' ? 'cos' : 'other',
    ...place,
    jobId,
    jobName: wire.name,
    // IBM forgets its last delivery when a job is resumed.
    before: { ...forAudit(wire), lastComplete: wire.last_complete },
    after: { ...forAudit(wire), ...input, revision: undefined },
  } as const
  const sent = await audited(ctx, attempt, async () => {
    const got = await send(target, place.zoneId, wire, body, verb)
    const { job: now, correlationId } = got
    return { result: got, correlationId, jobName: now.name, after: forAudit(now) }
  })
  const result = toJob(sent.job, await liveFieldsFor(ctx, place, [sent.job]))
  const all = [...sent.warnings, ...warnings, ...renameWarning(input, sent.job)]
  return all.length > 0 ? { ...result, warnings: all } : result
}

/** What IBM has to be told, by member of its PUT. */
async function changedMembers(
  ctx: ServiceContext,
  place: ZonePlace,
  wire: WireJob,
  job: Job,
  input: UpdateJobInput,
): Promise<{ body: Record<string, unknown>; warnings: Warning[] }> {
  const body: Record<string, unknown> = {}
  const warnings: Warning[] = []
  const name = settleName(input.name, wire.name)
  if (name.outcome === 'refused')
    throw new ValidationError([{ path: 'name', message: name.message }])
  if (name.outcome === 'changed') body.name = name.name
  if (input.enabled !== undefined && input.enabled !== wire.enabled) body.enabled = input.enabled
  if (input.frequency && input.frequency !== wire.frequency) body.frequency = input.frequency
  if (input.logs) {
    const options = await changedOptions(ctx, place, wire, input.logs, job)
    if (options !== null) body.logpull_options = options
    warnings.push(...overriddenLogs(wire))
  }
  if (input.destination) {
    const settled = settlePatch(
      input.destination,
      fromConf(wire.destination_conf),
      keyFromConf(wire.destination_conf),
    )
    if (settled.outcome === 'refused') {
      throw new ValidationError(
        settled.errors.map(({ path, message }) => ({
          path: path ? `destination.${path}` : 'destination',
          message,
        })),
      )
    }
    if (settled.outcome === 'changed') {
      const { input: changed } = settled
      if (changed.kind === 'cos' && changed.auth === 'challenge') {
        assertTokenFits(changed, place.zoneId)
      }
      Object.assign(body, changeRequest(changed, wire.destination_conf))
      const target = await cisContext(ctx, place.instanceId)
      const others = await cis.listJobs(target, place.zoneId).catch(() => [])
      warnings.push(
        ...sharedDestination(changed, others, wire.id),
        ...droppedParameters(settled.drops),
      )
    }
  }
  return { body, warnings }
}

function verbOf(body: Record<string, unknown>): Verb {
  if (Object.keys(body).length > 1 || !('enabled' in body)) return 'update'
  return body.enabled ? 'resume' : 'pause'
}

type Sent = { job: WireJob; correlationId?: string | undefined; warnings: Warning[] }

/** One PUT. When its answer gets lost the job is read back: changed, or not. */
async function send(
  target: cis.CisContext,
  zoneId: string,
  before: WireJob,
  body: Record<string, unknown>,
  verb: Verb,
): Promise<Sent> {
  try {
    return { ...(await cis.updateJob(target, zoneId, before.id, body)), warnings: [] }
  } catch (error) {
    if (!isOpen(error)) throw error
    let last: WireJob | undefined
    const found = await readBack(target.deadlineMs, async () => {
      last = await cis.getJob(target, zoneId, before.id)
      return revisionOf(last) === revisionOf(before) ? null : last
    })
    if (found === 'not_done' && last && shows(body, last)) {
      throw notDone(error, verb, 'the job is as it was.')
    }
    if (typeof found === 'string') {
      throw outcomeUnknown(
        error,
        'We don’t know whether the change was made: the connection broke after sending, and reading the job doesn’t tell. Look at it before you repeat the change.',
      )
    }
    const { correlationId } = error.facts
    return { job: found, correlationId, warnings: [settledByReading] }
  }
}

/** Whether a reading of the job would show this change: IBM shows no names, and may mask the key. */
function shows(body: Record<string, unknown>, job: WireJob): boolean {
  if ('ibmcl_names' in body) return false
  const hasKey = 'ibmcl' in body || ('cos' in body && !('ownership_challenge' in body))
  return !hasKey || keyFromConf(job.destination_conf) !== null
}

/** IBM's forms of an update for Object Storage and Cloud Logs name no `name`: that a rename took is checked. */
function renameWarning(input: UpdateJobInput, now: WireJob): Warning[] {
  if (settleName(input.name, now.name).outcome === 'unchanged') return []
  return [
    {
      code: 'rename_ignored',
      message: 'IBM accepted the change but kept the old name of the job.',
    },
  ]
}

function forAudit(wire: WireJob) {
  return {
    name: wire.name,
    enabled: wire.enabled,
    dataset: wire.dataset,
    frequency: wire.frequency,
    logpull_options: wire.logpull_options,
    destination_conf: wire.destination_conf,
  }
}

function datasetFixed(): AppError {
  return new AppError(
    'dataset_fixed',
    'The dataset of a job can’t be changed. For other logs, create another job. Nothing was changed.',
    { errors: [{ path: 'dataset', message: 'The dataset of a job can’t be changed' }] },
  )
}

function jobChanged(): AppError {
  return new AppError(
    'job_changed',
    'This job was changed by someone else in the meantime. Your changes are kept here; review both and choose. Nothing was saved.',
  )
}
