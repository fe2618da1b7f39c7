import 'server-only'
import { changeRequest } from '@/lib/destinations/change-request'
import {
  type DestinationPatch,
  type DestinationView,
  destinationInput,
  fromConf,
} from '@/lib/destinations/registry'
import { heldDestination, settlePatch } from '@/lib/destinations/settle-patch'
import { fullEndpoint } from '@/lib/destinations/splunk-place'
import { sameDataset } from '@/lib/jobs/dataset'
import { settleName } from '@/lib/jobs/job-name'
import type { Job, UpdateJobInput, Warning } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { AppError, ValidationError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { carryOut } from '../carry-out'
import { assertChecked } from '../destinations/check'
import { zoneContext } from '../gate'
import { assertTokenFits } from '../ownership/fits'
import { makePlan, type Plan, type PlannedAction } from '../plan'
import { changedJob } from './changed'
import { withChannel } from './create'
import { findJob } from './find'
import { changedOptions } from './logpull-options'
import { shownJob } from './shown'
import { type AskedMembers, snapshotAfter, snapshotOf } from './snapshot'
import { droppedParameters, overriddenLogs, sharedDestination } from './warnings'

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
  const { job, plan, warnings } = await planUpdate(ctx, place, jobId, input)
  if (plan === null) return warnings.length > 0 ? { ...job, warnings } : job
  const done = await carryOut(ctx, plan)
  return changedJob(ctx, place, done, [...warnings, ...renameWarning(input, done.job)])
}

/** `plan` null: nothing differs. `job`: as it is now. */
export async function planUpdate(
  ctx: ServiceContext,
  place: ZonePlace,
  jobId: string,
  input: UpdateJobInput,
): Promise<{ job: Job; plan: Plan | null; warnings: Warning[] }> {
  const target = await zoneContext(ctx, place)
  const wire = await findJob(target, place.zoneId, jobId)
  const job = await shownJob(ctx, place, wire)
  if (input.dataset !== undefined && !sameDataset(input.dataset, wire.dataset)) throw datasetFixed()
  if (input.revision !== undefined && input.revision !== job.revision) throw jobChanged()
  const { body, asked, warnings } = await changedMembers(ctx, place, wire, job, input)
  if (Object.keys(body).length === 0) return { job, plan: null, warnings }
  const before = snapshotOf(wire)
  const plan = makePlan(
    {
      action: actionOf(body),
      place,
      jobId: wire.id,
      jobName: wire.name,
      destination: (input.destination ?? job.destination).kind === 'cos' ? 'cos' : 'other',
      fieldNames: input.logs?.fields.names ?? [],
      // IBM forgets its last delivery when a job is resumed.
      before: { ...before, lastComplete: wire.last_complete },
      after: snapshotAfter(before, asked),
      revision: job.revision,
    },
    body,
  )
  return { job, plan, warnings }
}

/** What IBM has to be told, by member of its PUT. */
async function changedMembers(
  ctx: ServiceContext,
  place: ZonePlace,
  wire: WireJob,
  job: Job,
  input: UpdateJobInput,
): Promise<{ body: Record<string, unknown>; asked: AskedMembers; warnings: Warning[] }> {
  const asked: AskedMembers = {}
  const body: Record<string, unknown> = {}
  const warnings: Warning[] = []
  const name = settleName(input.name, wire.name)
  if (name.outcome === 'refused')
    throw new ValidationError([{ path: 'name', message: name.message }])
  if (name.outcome === 'changed') asked.name = name.name
  if (input.enabled !== undefined && input.enabled !== wire.enabled) asked.enabled = input.enabled
  if (input.frequency && input.frequency !== wire.frequency) asked.frequency = input.frequency
  if (input.logs) {
    const options = await changedOptions(ctx, place, wire, input.logs, job)
    if (options !== null) asked.logpull_options = options
    warnings.push(...overriddenLogs(wire))
  }
  if (input.destination) {
    const held = heldDestination(wire.destination_conf)
    const given = held.view.kind === 'splunk' ? input.destination : withChannel(input.destination)
    const settled = settlePatch(given, held)
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
      if (changed.kind === 'other' || changed.kind !== held.view.kind) assertWhole(given)
      else assertNewAddress(given, held.view)
      if (changed.kind === 'cos' && changed.auth === 'challenge') {
        assertTokenFits(changed, place.zoneId)
      }
      Object.assign(body, changeRequest(changed, wire.destination_conf))
      asked.destination = { input: changed, body: { ...body } }
      const target = await zoneContext(ctx, place)
      const others = await cis.listJobs(target, place.zoneId).catch(() => null)
      warnings.push(
        ...sharedDestination(
          'conf' in changed ? fromConf(changed.conf) : changed,
          others?.items ?? [],
          wire.id,
        ),
        ...droppedParameters(settled.drops),
      )
    }
  }
  const { destination: _, ...members } = asked
  return { body: { ...members, ...body }, asked, warnings }
}

/** What is new as a whole is judged as for a new job; of one that is changed in part, what IBM holds may be as it is. */
function assertWhole(given: DestinationPatch): void {
  const whole = destinationInput.safeParse(given)
  if (whole.success) assertChecked(whole.data)
}

/** Of the same kind an address that is new is judged as well; without its secrets it is no whole destination. */
function assertNewAddress(given: DestinationPatch, now: DestinationView): void {
  if (given.kind === 'https' && now.kind === 'https' && given.url !== now.url) {
    assertChecked(given, 'destination.url')
  }
  if (given.kind !== 'splunk' || now.kind !== 'splunk') return
  if (fullEndpoint(given.endpoint) !== fullEndpoint(now.endpoint)) {
    assertChecked(given, 'destination.endpoint')
  }
}

function actionOf(body: Record<string, unknown>): PlannedAction {
  if (Object.keys(body).length > 1 || !('enabled' in body)) return 'job.update'
  return body.enabled ? 'job.resume' : 'job.pause'
}

/** IBM's forms of an update for Object Storage and Cloud Logs name no `name`: that a rename took is checked. */
function renameWarning(input: UpdateJobInput, now: WireJob | null): Warning[] {
  if (now === null || settleName(input.name, now.name).outcome === 'unchanged') return []
  return [
    {
      code: 'rename_ignored',
      message: 'IBM accepted the change but kept the old name of the job.',
    },
  ]
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
