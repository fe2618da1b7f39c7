import 'server-only'
import type { ActivityAction, ActivityVia } from '@/lib/schemas/activity'
import { actorNumber } from './audit-actor'
import { appendRow, holdHead, inTransaction } from './audit-chain'
import { addTerms, addTime } from './audit-index'
import { outcomeTerm, termsOfAttempt, termsOfOutcome } from './audit-terms'
import type { Db } from './client'
import { createId } from './id'
import { toJsonText } from './json'
import { addSettlement, removeSettlement, type Settlement } from './settlements'

export type AuditActor = { id: string; name: string; email: string; address: string }

export type NewAttempt = {
  /** The account of the zone, by the credential; empty, like the instance, for what is about none. */
  accountId: string
  actor: AuditActor
  via: ActivityVia
  /** Whose right it is done with, where that is not the person's own. */
  connectionId?: string | null
  action: ActivityAction
  instanceId: string
  zoneId?: string | null
  zoneName?: string | null
  jobId?: string | null
  jobName?: string | null
  /** What it is about in one line, where that is no job; shown and searched. */
  subject?: string | null
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

/** How an attempt is found out about if no outcome comes: see settlements.ts. */
export type Unsettled = Pick<Settlement, 'credentialId' | 'dueAt' | 'givenUpAt'>

/**
 * Writes down what is about to be tried, before IBM is called: it is on the disk when this resolves, and when it
 * rejects there must be no call. With `unsettled` it is looked for by reading until an outcome is known.
 * @returns the attempt's id
 */
export async function appendAttempt(
  db: Db,
  attempt: NewAttempt,
  now = Date.now(),
  unsettled?: Unsettled,
): Promise<string> {
  const id = createId(now)
  const { accountId, actor } = attempt
  const row = {
    id,
    at: now,
    account_id: accountId,
    actor_id: actor.id,
    actor_name: actor.name,
    actor_email: actor.email,
    actor_address: actor.address,
    action: attempt.action,
    instance_id: attempt.instanceId,
    zone_id: attempt.zoneId ?? null,
    zone_name: attempt.zoneName ?? null,
    job_id: attempt.jobId ?? null,
    job_name: attempt.jobName ?? null,
    request_id: attempt.requestId,
    before_json: toJsonText(attempt.before),
    after_json: toJsonText(attempt.after),
    via: attempt.via,
    connection_id: attempt.connectionId ?? null,
    subject: attempt.subject ?? null,
  }
  await inTransaction(db, async (transaction) => {
    const seq = await appendRow(transaction, 'audit_attempts', row)
    await transaction
      .insertInto('audit_entries')
      .values({ seq, newest_seq: seq, at: now })
      .execute()
    const actorNo = await actorNumber(transaction, accountId, actor)
    const terms = [...termsOfAttempt(row, actorNo), outcomeTerm('pending')]
    await addTerms(transaction, seq, terms)
    await addTime(transaction, seq, now)
    if (unsettled && attempt.zoneId) {
      const { instanceId, zoneId } = attempt
      await addSettlement(transaction, {
        attemptId: id,
        accountId,
        instanceId,
        zoneId,
        ...unsettled,
      })
    }
  })
  return id
}

/**
 * Writes down what was done here, nothing of it at IBM: attempt and outcome in one go, within the caller's transaction,
 * so that a grant and its record stand or fall together.
 * @returns the attempt's id
 */
export function appendEvent(
  db: Db,
  attempt: NewAttempt,
  outcome: NewOutcome = { outcome: 'succeeded' },
  now = Date.now(),
): Promise<string> {
  return inTransaction(db, async (transaction) => {
    const id = await appendAttempt(transaction, attempt, now)
    await appendOutcome(transaction, id, outcome, now)
    return id
  })
}

/**
 * Writes down how an attempt ended. An unknown outcome may be followed by one that settles it, or by another reason why
 * it is unknown (`code`); a settled one is final, and unknown is not repeated. Once it is settled nobody looks for it.
 * @returns false: nothing was written, for there is an outcome already that this one cannot follow
 */
export async function appendOutcome(
  db: Db,
  attemptId: string,
  outcome: NewOutcome,
  now = Date.now(),
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    await holdHead(transaction)
    const newest = await transaction
      .selectFrom('audit_outcomes')
      .select(['nth', 'outcome', 'code'])
      .where('attempt_id', '=', attemptId)
      .orderBy('nth', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (newest && !mayFollow(newest, outcome)) return false
    const attempt = await transaction
      .selectFrom('audit_attempts')
      .select('seq')
      .where('id', '=', attemptId)
      .executeTakeFirstOrThrow()
    const row = {
      attempt_id: attemptId,
      nth: (newest?.nth ?? 0) + 1,
      at: now,
      outcome: outcome.outcome,
      correlation_id: outcome.correlationId ?? null,
      job_id: outcome.jobId ?? null,
      job_name: outcome.jobName ?? null,
      code: outcome.code ?? null,
      detail: outcome.detail ?? null,
      after_json: toJsonText(outcome.after),
    }
    const newest_seq = await appendRow(transaction, 'audit_outcomes', row)
    await transaction
      .updateTable('audit_entries')
      .set({ newest_seq })
      .where('seq', '=', attempt.seq)
      .execute()
    const former = outcomeTerm(newest?.outcome ?? 'pending')
    const terms = [...termsOfOutcome(row), outcomeTerm(row.outcome)]
    const gone = terms.includes(former) ? [] : [former]
    await addTerms(transaction, attempt.seq, terms, gone)
    if (outcome.outcome !== 'unknown') await removeSettlement(transaction, attemptId)
    return true
  })
}

function mayFollow(former: { outcome: string; code: string | null }, next: NewOutcome): boolean {
  if (former.outcome !== 'unknown') return false
  return next.outcome !== 'unknown' || (next.code ?? null) !== former.code
}
