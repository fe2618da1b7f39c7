import 'server-only'
import type { ActivityOutcome } from '@/lib/schemas/activity'
import type { AuditActor } from './audit'
import { decodeCursor, encodeCursor } from './audit-cursor'
import { type AuditQuery, pendingForMs } from './audit-plan'
import { newestAttempts } from './audit-search'
import type { Db } from './client'
import { fromJsonText } from './json'
import type { AuditOutcomeTable } from './schema'

/** An attempt with its latest outcome. Times are epoch ms. */
export type AuditRow = {
  id: string
  /** Of its newest row in the chain, as the hash is. */
  seq: number
  hash: string
  at: number
  accountId: string
  actor: AuditActor
  via: string
  connectionId: string | null
  action: string
  /** Empty for what is about none. */
  instanceId: string
  zoneId: string | null
  zoneName: string | null
  jobId: string | null
  jobName: string | null
  subject: string | null
  requestId: string
  outcome: ActivityOutcome
  /** When the outcome was written; null while there is none. */
  settledAt: number | null
  correlationId: string | null
  code: string | null
  detail: string | null
  before: unknown
  after: unknown
}

export type AuditFilter = Omit<AuditQuery, 'below'> & { limit: number; cursor?: string }

/**
 * One page of the audit, newest first. Throws AppError `bad_request` for a cursor that is none of ours. Pages
 * neither repeat nor skip a row when others are written meanwhile, by this process or another.
 */
export async function listAudit(
  db: Db,
  filter: AuditFilter,
  now = Date.now(),
): Promise<{ items: AuditRow[]; nextCursor: string | null }> {
  const { limit, cursor, ...query } = filter
  const below = cursor === undefined ? undefined : decodeCursor(cursor)
  const found = await newestAttempts(db, { ...query, below }, limit + 1, now)
  const seqs = found.slice(0, limit)
  const last = seqs.at(-1)
  if (last === undefined) return { items: [], nextCursor: null }
  const page = await rows(db).where('a.seq', 'in', seqs).orderBy('a.seq', 'desc').execute()
  return {
    items: page.map((row) => toAuditRow(row, now)),
    nextCursor: found.length > limit ? encodeCursor(last) : null,
  }
}

/** Attempts by their numbers, newest first, as they stood when `head` was the newest row of the audit. */
export async function listAttempts(
  db: Db,
  seqs: readonly number[],
  head: number,
  now: number,
): Promise<AuditRow[]> {
  const found = await rows(db).where('a.seq', 'in', seqs).orderBy('a.seq', 'desc').execute()
  const since = found.filter(({ newest_seq }) => newest_seq > head).map(({ id }) => id)
  const former = since.length === 0 ? [] : await outcomesUpTo(db, since, head)
  const changed = new Set(since)
  return found.map((row) => {
    if (!changed.has(row.id)) return toAuditRow(row, now)
    const outcome = former.findLast(({ attempt_id }) => attempt_id === row.id)
    return toAuditRow({ ...row, ...foundOf(row, outcome) }, now)
  })
}

function outcomesUpTo(db: Db, attemptIds: readonly string[], head: number) {
  return db
    .selectFrom('audit_outcomes')
    .selectAll()
    .where('attempt_id', 'in', attemptIds)
    .where('seq', '<=', head)
    .orderBy('nth')
    .execute()
}

/** One attempt by its id, of whichever account: that its reader may see it is for the caller to check. */
export async function findAttempt(db: Db, id: string, now = Date.now()): Promise<AuditRow | null> {
  const row = await rows(db).where('a.id', '=', id).executeTakeFirst()
  return row ? toAuditRow(row, now) : null
}

const mostAbout = 1_000

/**
 * The attempts made in a zone since a time (epoch ms, inclusive), in the order in which they were written. Of more than
 * 1,000 the newest.
 */
export async function listAttemptsAbout(
  db: Db,
  about: { accountId: string; instanceId: string; zoneId: string; since: number },
  now = Date.now(),
): Promise<AuditRow[]> {
  const query = rows(db)
    .where('a.zone_id', '=', about.zoneId)
    .where('a.at', '>=', about.since)
    .where('a.account_id', '=', about.accountId)
    .where('a.instance_id', '=', about.instanceId)
    .orderBy('a.seq', 'desc')
    .limit(mostAbout)
  return (await query.execute()).reverse().map((row) => toAuditRow(row, now))
}

/**
 * The attempt that a request of this person's made, in their account where they have one; null: that request wrote none. Callers choose their ids, and those of
 * others are in the activity: an attempt of somebody else's under the same id must not stand before this one.
 */
export async function findAttemptOf(
  db: Db,
  person: { accountId: string | null; actorId: string },
  requestId: string,
  now = Date.now(),
): Promise<AuditRow | null> {
  const row = await rows(db)
    .where('a.request_id', '=', requestId)
    .$if(person.accountId !== null, (query) => query.where('a.account_id', '=', person.accountId))
    .where('a.actor_id', '=', person.actorId)
    .orderBy('a.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toAuditRow(row, now) : null
}

/**
 * The first attempt under a request id that was made here at random, before anybody could know it; null: there was none.
 * Callers' own ids are looked for by `findAttemptOf`.
 */
export async function findAttemptOfStep(
  db: Db,
  accountId: string,
  requestId: string,
  now = Date.now(),
): Promise<AuditRow | null> {
  const row = await rows(db)
    .where('a.request_id', '=', requestId)
    .where('a.account_id', '=', accountId)
    .orderBy('a.seq')
    .limit(1)
    .executeTakeFirst()
  return row ? toAuditRow(row, now) : null
}

/** Attempts with their newest outcome: entries name both rows, so none has to be looked for. */
function rows(db: Db) {
  return db
    .selectFrom('audit_entries as e')
    .innerJoin('audit_attempts as a', 'a.seq', 'e.seq')
    .leftJoin('audit_outcomes as o', 'o.seq', 'e.newest_seq')
    .selectAll('a')
    .select((eb) => [
      'o.outcome',
      eb.fn.coalesce('o.seq', 'a.seq').as('newest_seq'),
      eb.fn.coalesce('o.hash', 'a.hash').as('newest_hash'),
      'o.at as settled_at',
      'o.correlation_id',
      'o.code',
      'o.detail',
      eb.ref('o.job_id').as('found_job_id'),
      eb.ref('o.job_name').as('found_job_name'),
      eb.ref('o.after_json').as('found_after_json'),
    ])
}

/** What `rows` joins of an outcome, or of none. */
function foundOf(attempt: FoundRow, outcome: AuditOutcomeTable | undefined): Partial<FoundRow> {
  return {
    newest_seq: outcome?.seq ?? attempt.seq,
    newest_hash: outcome?.hash ?? attempt.hash,
    outcome: outcome?.outcome ?? null,
    settled_at: outcome?.at ?? null,
    correlation_id: outcome?.correlation_id ?? null,
    code: outcome?.code ?? null,
    detail: outcome?.detail ?? null,
    found_job_id: outcome?.job_id ?? null,
    found_job_name: outcome?.job_name ?? null,
    found_after_json: outcome?.after_json ?? null,
  }
}

type FoundRow = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

function toAuditRow(row: FoundRow, now: number): AuditRow {
  return {
    id: row.id,
    seq: row.newest_seq,
    hash: row.newest_hash,
    at: row.at,
    accountId: row.account_id,
    actor: {
      id: row.actor_id,
      name: row.actor_name,
      email: row.actor_email,
      address: row.actor_address,
    },
    via: row.via,
    connectionId: row.connection_id,
    action: row.action,
    instanceId: row.instance_id,
    zoneId: row.zone_id,
    zoneName: row.zone_name,
    jobId: row.found_job_id ?? row.job_id,
    jobName: row.found_job_name ?? row.job_name,
    subject: row.subject,
    requestId: row.request_id,
    outcome: toOutcome(row.outcome, row.at, now),
    settledAt: row.settled_at,
    correlationId: row.correlation_id,
    code: row.code,
    detail: row.detail,
    before: fromJsonText(row.before_json),
    after: fromJsonText(row.found_after_json ?? row.after_json),
  }
}

function toOutcome(outcome: string | null, at: number, now: number): ActivityOutcome {
  if (outcome === null) return at > now - pendingForMs ? 'pending' : 'unknown'
  return outcome === 'succeeded' || outcome === 'failed' ? outcome : 'unknown'
}
