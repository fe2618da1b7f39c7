import 'server-only'
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { AlertState, Member } from '@/lib/alerts/advance'
import type { AlertWhen } from '@/lib/schemas/alert'
import { ServerError } from '@/lib/server/server-error'
import type { Db } from './client'
import { fromJsonText, toJsonText } from './json'
import type { AlertTable } from './schema'

/** An alert as it is kept, and by which rule, as that was named then. Times are epoch ms. */
export type AlertRow = AlertState & {
  rule: { id: string; name: string; when: AlertWhen }
  authorId: string
  acknowledged: { by: string; at: number; note: string | null } | null
  version: number
}

/** Somebody else has changed it meanwhile: nothing of the transaction counts. */
export class AlertOvertaken extends ServerError {
  static override readonly kind = 'AlertOvertaken'
}

/** So many rows a statement: SQLite takes a limited number of values. */
const rowsAtOnce = 200

/**
 * Those that are open, and those that ended after `sinceMs`, of all rules.
 *
 * @param known those of the last time, by id: what did not change since is not read again
 */
export async function listLiveAlerts(
  db: Db,
  sinceMs: number,
  known: ReadonlyMap<string, AlertRow>,
): Promise<AlertRow[]> {
  const live = await db
    .selectFrom('alerts')
    .select(['id', 'version'])
    .where((eb) => eb.or([eb('recovered_at', 'is', null), eb('recovered_at', '>', sinceMs)]))
    .orderBy('opened_at')
    .execute()
  const unknown = live.filter(({ id, version }) => known.get(id)?.version !== version)
  const fresh = new Map<string, AlertRow>()
  for (let at = 0; at < unknown.length; at += rowsAtOnce) {
    const ids = unknown.slice(at, at + rowsAtOnce).map(({ id }) => id)
    for (const alert of await listAlertsById(db, ids)) fresh.set(alert.id, alert)
    await othersTurn()
  }
  return live.flatMap(({ id }) => fresh.get(id) ?? known.get(id) ?? [])
}

export type AlertFilter = {
  /** null: everybody's. */
  authorId: string | null
  isOpen?: boolean | undefined
  ruleId?: string | undefined
  /** Only what was opened before. */
  before?: { openedAt: number; id: string } | undefined
  limit: number
}

/** The newest first. */
export async function listAlerts(
  db: Db,
  { authorId, isOpen, ruleId, before, limit }: AlertFilter,
): Promise<AlertRow[]> {
  let query = db.selectFrom('alerts').selectAll()
  if (authorId !== null) query = query.where('author_id', '=', authorId)
  if (isOpen !== undefined) query = query.where('recovered_at', isOpen ? 'is' : 'is not', null)
  if (ruleId !== undefined) query = query.where('rule_id', '=', ruleId)
  if (before) {
    query = query.where((eb) =>
      eb.or([
        eb('opened_at', '<', before.openedAt),
        eb.and([eb('opened_at', '=', before.openedAt), eb('id', '<', before.id)]),
      ]),
    )
  }
  const rows = await query.orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return withMembers(db, rows)
}

export async function findAlert(db: Db, id: string): Promise<AlertRow | null> {
  return (await listAlertsById(db, [id]))[0] ?? null
}

/** Those of these ids that there are; a few hundred at most. */
export async function listAlertsById(db: Db, ids: readonly string[]): Promise<AlertRow[]> {
  if (ids.length === 0) return []
  return withMembers(db, await db.selectFrom('alerts').selectAll().where('id', 'in', ids).execute())
}

/** Those that are open of these rules. */
export async function listOpenAlerts(db: Db, ruleIds: readonly string[]): Promise<AlertRow[]> {
  if (ruleIds.length === 0) return []
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('recovered_at', 'is', null)
    .where('rule_id', 'in', ruleIds)
    .execute()
  return withMembers(db, rows)
}

/** How many are open of each rule. */
export async function countOpenAlerts(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('alerts')
    .select((eb) => ['rule_id', eb.fn.countAll<number | string>().as('count')])
    .where('recovered_at', 'is', null)
    .groupBy('rule_id')
    .execute()
  return new Map(rows.map(({ rule_id, count }) => [rule_id, Number(count)]))
}

type KeptMember = Pick<Member, 'subject' | 'verdict'> & { isNews?: boolean }

async function withMembers(db: Db, rows: readonly AlertTable[]): Promise<AlertRow[]> {
  const members = new Map<string, Map<string, Member>>()
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const found = await db
      .selectFrom('alert_subjects')
      .selectAll()
      .where(
        'alert_id',
        'in',
        rows.slice(at, at + rowsAtOnce).map(({ id }) => id),
      )
      .execute()
    for (const row of found) {
      const own = members.get(row.alert_id) ?? new Map()
      members.set(row.alert_id, own)
      // Written by memberRow alone.
      const { isNews = false, ...rest } = fromJsonText(row.subject_json) as KeptMember
      own.set(row.subject_key, { ...rest, isNews, overAt: row.over_at })
    }
  }
  return rows.map((row) => toAlert(row, members.get(row.id) ?? new Map()))
}

function toAlert(row: AlertTable, members: ReadonlyMap<string, Member>): AlertRow {
  const acknowledged = fromJsonText(row.ack_json) as AlertRow['acknowledged']
  return {
    id: row.id,
    rule: fromJsonText(row.rule_json) as AlertRow['rule'],
    authorId: row.author_id,
    groupKey: row.group_key,
    openedAt: row.opened_at,
    tellAt: row.tell_at,
    toldAt: row.told_at,
    recoveredAt: row.recovered_at,
    flips: fromJsonText(row.flips_json) as number[],
    isFlapping: row.flapping === 1,
    isAcknowledged: acknowledged !== null,
    acknowledged,
    members,
    version: row.version,
  }
}

/** `before` null: it is new. */
export type AlertChange = {
  alert: Omit<AlertRow, 'version' | 'acknowledged'>
  before: AlertRow | null
}

/**
 * Writes alerts and those of their subjects that are not as `before` has them. Within the transaction of what is told of them.
 * Throws AlertOvertaken, or the database's own error for a second open alert of one group.
 *
 * @returns the alerts as they are kept now
 */
export async function saveAlerts(db: Db, changes: readonly AlertChange[]): Promise<AlertRow[]> {
  const kept = changes.map(({ alert, before }) => ({
    ...alert,
    // What broke since is not what somebody takes care of.
    acknowledged: alert.isAcknowledged ? (before?.acknowledged ?? null) : null,
    version: (before?.version ?? 0) + 1,
  }))
  for (let at = 0; at < kept.length; at += rowsAtOnce) {
    const rows = kept.slice(at, at + rowsAtOnce).map(toTable)
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('alerts')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((eb) => ({
            tell_at: eb.ref('excluded.tell_at'),
            told_at: eb.ref('excluded.told_at'),
            recovered_at: eb.ref('excluded.recovered_at'),
            flips_json: eb.ref('excluded.flips_json'),
            flapping: eb.ref('excluded.flapping'),
            ack_json: eb.ref('excluded.ack_json'),
            version: eb.ref('excluded.version'),
          }))
          .where((eb) => eb('alerts.version', '=', eb('excluded.version', '-', 1))),
      )
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== BigInt(rows.length)) throw overtaken()
  }
  const members = changes.flatMap(({ alert, before }) =>
    [...alert.members]
      .filter(([key, member]) => before?.members.get(key) !== member)
      .map(([key, member]) => ({ id: alert.id, key, member })),
  )
  for (let at = 0; at < members.length; at += rowsAtOnce) {
    await db
      .insertInto('alert_subjects')
      .values(members.slice(at, at + rowsAtOnce).map(memberRow))
      .onConflict((conflict) =>
        conflict.columns(['alert_id', 'subject_key']).doUpdateSet((eb) => ({
          subject_json: eb.ref('excluded.subject_json'),
          over_at: eb.ref('excluded.over_at'),
        })),
      )
      .execute()
    await othersTurn()
  }
  return kept
}

const toTable = (alert: AlertRow): AlertTable => ({
  id: alert.id,
  rule_id: alert.rule.id,
  rule_json: JSON.stringify(alert.rule),
  author_id: alert.authorId,
  group_key: alert.groupKey,
  opened_at: alert.openedAt,
  tell_at: alert.tellAt,
  told_at: alert.toldAt,
  recovered_at: alert.recoveredAt,
  flips_json: JSON.stringify(alert.flips),
  flapping: alert.isFlapping ? 1 : 0,
  ack_json: toJsonText(alert.acknowledged),
  version: alert.version,
})

const memberRow = ({
  id,
  key,
  member: { subject, verdict, isNews, overAt },
}: {
  id: string
  key: string
  member: Member
}) => ({
  alert_id: id,
  subject_key: key,
  subject_json: JSON.stringify({
    subject,
    verdict,
    ...(isNews && { isNews }),
  } satisfies KeptMember),
  over_at: overAt,
})

const overtaken = () => new AlertOvertaken('the alert was changed meanwhile')

/** Throws AlertOvertaken. */
export async function acknowledgeAlert(
  db: Db,
  before: AlertRow,
  acknowledged: NonNullable<AlertRow['acknowledged']>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('alerts')
    .set({ ack_json: JSON.stringify(acknowledged), version: before.version + 1 })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw overtaken()
}

/** Removes what ended before. */
export async function removeOldAlerts(db: Db, beforeMs: number): Promise<void> {
  await db
    .deleteFrom('alert_subjects')
    .where('alert_id', 'in', (eb) =>
      eb.selectFrom('alerts').select('id').where('recovered_at', '<', beforeMs),
    )
    .execute()
  await db.deleteFrom('alerts').where('recovered_at', '<', beforeMs).execute()
}
