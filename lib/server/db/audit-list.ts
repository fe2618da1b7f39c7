import 'server-only'
import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { ActivityAction, ActivityOutcome } from '@/lib/schemas/activity'
import type { AuditActor } from './audit'
import { decodeCursor, encodeCursor } from './audit-cursor'
import type { Db } from './client'
import { fromJsonText } from './json'
import type { AuditAttemptTable, AuditOutcomeTable } from './schema'

/** An attempt without an outcome counts as under way for this long, then as unknown. */
export const pendingForMs = 60_000

/** An attempt with its latest outcome. Times are epoch ms. */
export type AuditRow = {
  id: string
  at: number
  accountId: string
  actor: AuditActor
  action: string
  instanceId: string
  zoneId: string | null
  zoneName: string | null
  jobId: string | null
  jobName: string | null
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

export type AuditFilter = {
  accountId: string
  /** The instances that the reader may see; none means no rows. */
  instanceIds: readonly string[]
  zoneId?: string
  jobId?: string
  action?: ActivityAction
  outcome?: ActivityOutcome
  /** The whole IAM id, or a part of the name or e-mail address, in any case. */
  actor?: string
  limit: number
  cursor?: string
}

/**
 * One page of the audit, newest first. Throws AppError `bad_request` for a cursor that is none of ours. Pages
 * neither repeat nor skip a row when others are written meanwhile.
 */
export async function listAudit(
  db: Db,
  filter: AuditFilter,
  now = Date.now(),
): Promise<{ items: AuditRow[]; nextCursor: string | null }> {
  const after = filter.cursor === undefined ? undefined : decodeCursor(filter.cursor)
  if (filter.instanceIds.length === 0) return { items: [], nextCursor: null }
  let query = attemptsWithOutcome(db)
    .where('a.account_id', '=', filter.accountId)
    .where('a.instance_id', 'in', filter.instanceIds)
    .orderBy('a.id', 'desc')
    .limit(filter.limit + 1)
  const { zoneId, jobId, action, outcome, actor } = filter
  if (after) query = query.where('a.id', '<', after)
  if (zoneId) query = query.where('a.zone_id', '=', zoneId)
  if (jobId)
    query = query.where(({ eb, or }) =>
      or([eb('a.job_id', '=', jobId), eb('o.job_id', '=', jobId)]),
    )
  if (action) query = query.where('a.action', '=', action)
  if (outcome) query = query.where(hasOutcome(outcome, now))
  if (actor) query = query.where(isActor(actor))
  const rows = await query.execute()
  const items = rows.slice(0, filter.limit).map((row) => toAuditRow(row, now))
  const last = items.at(-1)
  return { items, nextCursor: last && rows.length > filter.limit ? encodeCursor(last.id) : null }
}

export type UnsettledFilter = {
  accountId: string
  instanceIds: readonly string[]
  zoneId?: string
  /** Of these actions only. */
  actions?: readonly ActivityAction[]
  /** Attempts made before this, epoch ms: younger ones may still be under way. */
  before: number
  /** Attempts made after this, epoch ms. */
  after?: number
  limit?: number
}

/** Attempts whose latest outcome is none or unknown, oldest first, for reading back what became of them. */
export async function listUnsettled(
  db: Db,
  filter: UnsettledFilter,
  now = Date.now(),
): Promise<AuditRow[]> {
  if (filter.instanceIds.length === 0) return []
  let query = attemptsWithOutcome(db)
    .where('a.account_id', '=', filter.accountId)
    .where('a.instance_id', 'in', filter.instanceIds)
    .where('a.at', '<', filter.before)
    .where('a.at', '>', filter.after ?? -1)
    .where((eb) => eb.or([eb('o.outcome', 'is', null), eb('o.outcome', '=', 'unknown')]))
    .orderBy('a.id', 'asc')
    .limit(filter.limit ?? 100)
  if (filter.zoneId) query = query.where('a.zone_id', '=', filter.zoneId)
  if (filter.actions) query = query.where('a.action', 'in', filter.actions)
  const rows = await query.execute()
  return rows.map((row) => toAuditRow(row, now))
}

function attemptsWithOutcome(db: Db) {
  return db
    .selectFrom('audit_attempts as a')
    .leftJoin('audit_outcomes as o', (join) =>
      join
        .onRef('o.attempt_id', '=', 'a.id')
        .on((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('audit_outcomes as later')
                .select(sql.lit(1).as('one'))
                .whereRef('later.attempt_id', '=', 'o.attempt_id')
                .whereRef('later.seq', '>', 'o.seq'),
            ),
          ),
        ),
    )
    .selectAll('a')
    .select((eb) => [
      'o.outcome',
      'o.at as settled_at',
      'o.correlation_id',
      'o.code',
      'o.detail',
      eb.ref('o.job_id').as('found_job_id'),
      eb.ref('o.job_name').as('found_job_name'),
      eb.ref('o.after_json').as('found_after_json'),
    ])
}

type Joined = {
  a: AuditAttemptTable
  o: { [Column in keyof AuditOutcomeTable]: AuditOutcomeTable[Column] | null }
}

function hasOutcome(outcome: ActivityOutcome, now: number): Expression<SqlBool> {
  const eb = expressionBuilder<Joined, 'a' | 'o'>()
  const none = eb('o.outcome', 'is', null)
  const youngestUnknown = now - pendingForMs
  if (outcome === 'pending') return eb.and([none, eb('a.at', '>', youngestUnknown)])
  const named = eb('o.outcome', '=', outcome)
  if (outcome !== 'unknown') return named
  return eb.or([named, eb.and([none, eb('a.at', '<=', youngestUnknown)])])
}

function isActor(actor: string): Expression<SqlBool> {
  const eb = expressionBuilder<Joined, 'a' | 'o'>()
  const pattern = `%${actor.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  const contains = (column: 'a.actor_name' | 'a.actor_email') =>
    sql<SqlBool>`lower(${eb.ref(column)}) like ${pattern} escape '\\'`
  return eb.or([eb('a.actor_id', '=', actor), contains('a.actor_name'), contains('a.actor_email')])
}

type JoinedRow = Awaited<ReturnType<ReturnType<typeof attemptsWithOutcome>['execute']>>[number]

function toAuditRow(row: JoinedRow, now: number): AuditRow {
  return {
    id: row.id,
    at: row.at,
    accountId: row.account_id,
    actor: {
      id: row.actor_id,
      name: row.actor_name,
      email: row.actor_email,
      address: row.actor_address,
    },
    action: row.action,
    instanceId: row.instance_id,
    zoneId: row.zone_id,
    zoneName: row.zone_name,
    jobId: row.found_job_id ?? row.job_id,
    jobName: row.found_job_name ?? row.job_name,
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
