import 'server-only'
import { redactDeep } from '@/lib/destinations/secrets'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { Permission } from '@/lib/schemas/permission'
import type { ServiceContext } from '@/lib/server/context'
import { fingerprint } from '@/lib/server/crypto'
import { appendAttempt, appendOutcome, type NewOutcome } from '@/lib/server/db/audit'
import { getDb } from '@/lib/server/db/client'
import { toAppError, type Verb } from '@/lib/server/ibm/friendly-errors'
import { log } from '@/lib/server/log'
import { assertPermission } from './gate'
import { isOpen } from './read-back'
import { zoneNameOf } from './zones/names'

export type Attempt = {
  action: ActivityAction
  /** What is done, for the words of a failure. */
  verb: Verb
  /** Which destination is behind it: IBM words a refused write the same for a bucket as for a dead receiver. */
  destination?: 'cos' | 'other'
  instanceId: string
  zoneId: string
  jobId?: string
  jobName?: string | null
  /** The object before, and as it is asked for. Secrets in them are replaced by fingerprints here. */
  before?: unknown
  after?: unknown
}

export type Carried<Result> = {
  result: Result
  correlationId?: string | undefined
  jobId?: string
  jobName?: string | null
  after?: unknown
}

/** What each change needs; whoever was let in for something else can't make it. */
const permissionOf: Record<ActivityAction, Permission> = {
  'job.create': 'jobs.create',
  'job.update': 'jobs.update',
  'job.pause': 'jobs.update',
  'job.resume': 'jobs.update',
  'job.delete': 'jobs.delete',
  'retention.update': 'retention.update',
  'ownership.challenge': 'challenges.create',
  'destination.test': 'destinations.test',
}

/**
 * The one way to change something at IBM: the attempt is on the disk before the call goes out, the outcome follows.
 * Without an attempt row there is no call; a lost outcome row reads as unknown until it is settled by reading back.
 * Failures come out as AppError.
 */
export async function audited<Result>(
  ctx: ServiceContext,
  attempt: Attempt,
  act: () => Promise<Carried<Result>>,
): Promise<Result> {
  assertPermission(ctx, permissionOf[attempt.action])
  const db = await getDb()
  const { principal, address, requestId } = ctx
  const id = await appendAttempt(db, {
    ...attempt,
    accountId: principal.account.id,
    actor: { id: principal.id, name: principal.name, email: principal.email, address },
    zoneName: zoneNameOf(ctx.credential, attempt.zoneId),
    requestId,
    before: redacted(attempt.before),
    after: redacted(attempt.after),
  })
  const close = async (outcome: NewOutcome) => {
    try {
      await appendOutcome(db, id, { ...outcome, after: redacted(outcome.after) })
    } catch (error) {
      // What was done at IBM stays done; the person must hear of that, not of our database.
      log.error('audit_outcome_lost', { attempt: id, requestId, error })
    }
  }
  try {
    const { result, ...facts } = await act()
    await close({ outcome: 'succeeded', ...facts })
    return result
  } catch (thrown) {
    const error = toAppError(thrown, { verb: attempt.verb, destination: attempt.destination })
    await close({
      outcome: isOpen(thrown) || error.code === 'outcome_unknown' ? 'unknown' : 'failed',
      correlationId: error.options.upstream?.correlationId,
      code: error.code,
      detail: error.detail,
    })
    throw error
  }
}

function redacted(value: unknown): unknown {
  return value === undefined ? undefined : redactDeep(value, fingerprint)
}
