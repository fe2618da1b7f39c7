import 'server-only'
import { redactDeep } from '@/lib/destinations/secrets'
import type { IbmAction } from '@/lib/schemas/activity'
import type { Permission } from '@/lib/schemas/permission'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { fingerprint } from '@/lib/server/crypto'
import {
  appendAttempt,
  appendOutcome,
  type NewAttempt,
  type NewOutcome,
} from '@/lib/server/db/audit'
import { getDb } from '@/lib/server/db/client'
import { type AppError, UpstreamError } from '@/lib/server/errors'
import { budget } from '@/lib/server/ibm/budget'
import type { CisContext } from '@/lib/server/ibm/cis'
import { toAppError, type Verb } from '@/lib/server/ibm/friendly-errors'
import { log } from '@/lib/server/log'
import { assertPermission } from './gate'
import { assertNotRefused, noteRefusal } from './known-refusals'
import { lookSoon } from './settlement/background'
import { type Found, givenUpAfterMs, settleNow, underWayMs } from './settlement/settle'
import { outcomeUnknown } from './settlement/words'
import { zoneNameOf } from './zones/names'

export type Attempt = {
  /** A move is written down by itself; each of its steps is an attempt. */
  action: Exclude<IbmAction, 'job.move'>
  place: ZonePlace
  jobId?: string | null
  jobName?: string | null
  /** Which destination is behind it: IBM words a refused write the same for a bucket as for a dead receiver. */
  destination?: 'cos' | 'other' | null
  /** The log fields that are asked for by name, for a refusal that names one. */
  fieldNames?: readonly string[]
  /** The object before, and as it is asked for. Secrets in them are replaced by fingerprints here. */
  before?: unknown
  after?: unknown
}

/** What came of a call. */
export type Done<Result> = {
  result: Result
  correlationId?: string | undefined
  jobId?: string
  jobName?: string | null
  after?: unknown
}

export type Work<Result> = {
  act: (target: CisContext) => Promise<Done<Result>>
  /** The result that a reading shows after the answer got lost. Left out where no reading can show one. */
  found?: (found: Found) => Result
}

const deeds: Record<Attempt['action'], { verb: Verb; permission: Permission }> = {
  'job.create': { verb: 'create', permission: 'jobs.create' },
  'job.update': { verb: 'update', permission: 'jobs.update' },
  'job.pause': { verb: 'pause', permission: 'jobs.update' },
  'job.resume': { verb: 'resume', permission: 'jobs.update' },
  'job.delete': { verb: 'delete', permission: 'jobs.delete' },
  'retention.update': { verb: 'retention', permission: 'retention.update' },
  'ownership.challenge': { verb: 'challenge', permission: 'challenges.create' },
  'destination.test': { verb: 'test-write', permission: 'destinations.test' },
}

/**
 * The one way to change something at IBM: the attempt is on the disk before the call goes out, the outcome follows.
 * Without an attempt row there is no call; and there is no row for what is certain to be refused: a budget that is used
 * up, a role that IBM said a moment ago is missing. An attempt without an outcome is settled by reading. Failures come
 * out as AppError.
 */
export async function audited<Result>(
  ctx: ServiceContext,
  target: CisContext,
  attempt: Attempt,
  work: Work<Result>,
): Promise<Result> {
  const { verb, permission } = deeds[attempt.action]
  assertPermission(ctx, permission)
  assertNotRefused(ctx, attempt)
  const paid = work.found ? await pay(target, verb) : target
  const id = await begin(ctx, attempt)
  const close = (outcome: NewOutcome) => end(ctx, id, outcome)
  try {
    const { result, ...facts } = await work.act(paid)
    await close({ outcome: 'succeeded', ...facts })
    return result
  } catch (thrown) {
    const { destination, fieldNames } = attempt
    const context = { verb, ...(destination && { destination }), ...(fieldNames && { fieldNames }) }
    const error = toAppError(thrown, context)
    if (!isOpen(thrown)) {
      noteRefusal(ctx, attempt, error)
      await close({ outcome: 'failed', ...factsOf(error) })
      throw error
    }
    if (!work.found) {
      await close({ outcome: 'unknown', ...factsOf(error) })
      throw error
    }
    const settled = await settleNow(target, id)
    if (settled.state === 'done') return work.found(settled.found)
    const unknown = outcomeUnknown(thrown, verb, settled.why)
    // Where no reading will ever tell, that is written down already.
    if (settled.why === null) {
      await close({ outcome: 'unknown', ...factsOf(unknown) })
      await lookSoon(id)
    }
    throw unknown
  }
}

/** An error after which only a reading can tell whether IBM did what was asked. */
function isOpen(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.maybeCarriedOut
}

/** Spends the request from IBM's budget before anything is written down about it. */
async function pay(target: CisContext, verb: Verb): Promise<CisContext> {
  try {
    await budget().spend(target.identity, target.priority ?? 'user', target.deadlineMs)
    return { ...target, isPaid: true }
  } catch (error) {
    throw toAppError(error, { verb })
  }
}

/** Who acts, with whose right and how they came in: what every row of the audit says. */
export function authorOf({
  principal,
  address,
  requestId,
  via,
  connectionId,
}: Pick<ServiceContext, 'principal' | 'address' | 'requestId' | 'via' | 'connectionId'>): Pick<
  NewAttempt,
  'actor' | 'via' | 'connectionId' | 'requestId'
> {
  return {
    actor: { id: principal.id, name: principal.name, email: principal.email, address },
    via: via ?? (principal.kind === 'system' ? 'system' : 'session'),
    connectionId: connectionId ?? null,
    requestId,
  }
}

async function begin(ctx: ServiceContext, attempt: Attempt): Promise<string> {
  const { credential } = ctx
  const { action, place, jobId, jobName, before, after } = attempt
  const now = Date.now()
  // A test leaves nothing by which a reading could tell.
  const unsettled =
    action === 'destination.test'
      ? undefined
      : { credentialId: credential.id, dueAt: now + underWayMs, givenUpAt: now + givenUpAfterMs }
  const row = {
    ...authorOf(ctx),
    action,
    ...place,
    accountId: credential.accountId,
    zoneName: zoneNameOf(credential, place.zoneId),
    jobId,
    jobName,
    before: redacted(before),
    after: redacted(after),
  }
  return appendAttempt(await getDb(), row, now, unsettled)
}

async function end(ctx: ServiceContext, id: string, outcome: NewOutcome): Promise<void> {
  try {
    const db = await getDb()
    await appendOutcome(db, id, { ...outcome, after: redacted(outcome.after) })
  } catch (error) {
    // What was done at IBM stays done; the person must hear of that, not of our database.
    log.error('audit_outcome_lost', { attempt: id, requestId: ctx.requestId, error })
  }
}

function factsOf({ code, detail, options }: AppError) {
  return { code, detail, correlationId: options.upstream?.correlationId }
}

/** More than any job of IBM's comes to; the record keeps everything for ever. */
const mostBytes = 32 * 1024

/** A value as the record may keep it: without secrets, and of a bearable size. */
export function redacted(value: unknown): unknown {
  if (value === undefined) return undefined
  const safe = redactDeep(value, fingerprint)
  const { length } = JSON.stringify(safe) ?? ''
  return length > mostBytes ? { omitted: `${length} characters` } : safe
}
