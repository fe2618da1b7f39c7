import 'server-only'
import type { ActivityAction } from '@/lib/schemas/activity'
import type { Db } from './client'
import { createId } from './id'
import { toJsonText } from './json'
import type { Database } from './schema'

export type AuditActor = { id: string; name: string; email: string; address: string }

export type NewAttempt = {
  accountId: string
  actor: AuditActor
  action: ActivityAction
  instanceId: string
  zoneId?: string | null
  zoneName?: string | null
  jobId?: string | null
  jobName?: string | null
  requestId: string
  /** The object before, and as it was asked for; secrets replaced by fingerprints by the caller. */
  before?: unknown
  after?: unknown
}

export type NewOutcome = {
  outcome: 'succeeded' | 'failed' | 'unknown'
  correlationId?: string | null
  /** What IBM made of it, when the attempt could not know: the id of a new job. */
  jobId?: string | null
  jobName?: string | null
  code?: string | null
  detail?: string | null
  /** The object as it was found afterwards; left out, the attempt's own counts. */
  after?: unknown
}

/**
 * Writes down what is about to be tried, before IBM is called: it is on the disk when this resolves, and when it
 * rejects there must be no call.
 * @returns the attempt's id, which sorts by time
 */
export async function appendAttempt(
  db: Db,
  attempt: NewAttempt,
  now = Date.now(),
): Promise<string> {
  const id = createId(now)
  await db
    .insertInto('audit_attempts')
    .values({
      id,
      at: now,
      account_id: attempt.accountId,
      actor_id: attempt.actor.id,
      actor_name: attempt.actor.name,
      actor_email: attempt.actor.email,
      actor_address: attempt.actor.address,
      action: attempt.action,
      instance_id: attempt.instanceId,
      zone_id: attempt.zoneId ?? null,
      zone_name: attempt.zoneName ?? null,
      job_id: attempt.jobId ?? null,
      job_name: attempt.jobName ?? null,
      request_id: attempt.requestId,
      before_json: toJsonText(attempt.before),
      after_json: toJsonText(attempt.after),
    })
    .execute()
  return id
}

/**
 * Writes down how an attempt ended. An unknown outcome may be followed by one that settles it; a settled one is
 * final, and unknown is not repeated.
 * @returns false: nothing was written, for there is an outcome already that this one cannot follow
 */
export async function appendOutcome(
  db: Db,
  attemptId: string,
  outcome: NewOutcome,
  now = Date.now(),
): Promise<boolean> {
  const row = {
    attempt_id: attemptId,
    at: now,
    outcome: outcome.outcome,
    correlation_id: outcome.correlationId ?? null,
    job_id: outcome.jobId ?? null,
    job_name: outcome.jobName ?? null,
    code: outcome.code ?? null,
    detail: outcome.detail ?? null,
    after_json: toJsonText(outcome.after),
  }
  if (await insertOutcome(db, { ...row, seq: 1 })) return true
  if (outcome.outcome === 'unknown') return false
  const first = await db
    .selectFrom('audit_outcomes')
    .select('outcome')
    .where('attempt_id', '=', attemptId)
    .where('seq', '=', 1)
    .executeTakeFirst()
  // The key decides between two that settle at once: the first is kept.
  return first?.outcome === 'unknown' && (await insertOutcome(db, { ...row, seq: 2 }))
}

async function insertOutcome(db: Db, row: Database['audit_outcomes']): Promise<boolean> {
  const result = await db
    .insertInto('audit_outcomes')
    .values(row)
    .onConflict((conflict) => conflict.columns(['attempt_id', 'seq']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
