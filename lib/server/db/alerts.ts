import 'server-only'
import type { AlertState, Member } from '@/lib/alerts/advance'
import type { AlertWhen } from '@/lib/schemas/alert'
import type { Db } from './client'
import { fromJsonText } from './json'
import type { AlertTable } from './schema'

/** An alert as it is kept, and by which rule, as that was named then. Times are epoch ms. */
export type AlertRow = AlertState & {
  rule: { id: string; name: string; when: AlertWhen }
  authorId: string
  acknowledged: { by: string; at: number; note: string | null } | null
  version: number
}

/** Somebody else has changed it meanwhile: nothing of the transaction counts. */
export class AlertOvertaken extends Error {}

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
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where((eb) => eb.or([eb('recovered_at', 'is', null), eb('recovered_at', '>', sinceMs)]))
    .orderBy('opened_at')
    .execute()
  const isKnown = ({ id, version }: AlertTable) => known.get(id)?.version === version
  const read = await withMembers(
    db,
    rows.filter((row) => !isKnown(row)),
  )
  const fresh = new Map(read.map((alert) => [alert.id, alert]))
  return rows.flatMap(({ id }) => fresh.get(id) ?? known.get(id) ?? [])
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

/** Those of these ids that there are; a page of them. */
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
      const { subject, verdict } = fromJsonText(row.subject_json) as Omit<Member, 'overAt'>
      own.set(row.subject_key, { subject, verdict, overAt: row.over_at })
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

/**
 * Writes an alert and those of its subjects that are not as `before` has them. Within the transaction of what is told of it.
 * Throws AlertOvertaken, or the database's own error for a second open alert of one group.
 *
 * @param before null: it is new
 */
export async function saveAlert(
  db: Db,
  alert: Omit<AlertRow, 'version' | 'acknowledged'>,
  before: AlertRow | null,
): Promise<void> {
  const columns = {
    tell_at: alert.tellAt,
    told_at: alert.toldAt,
    recovered_at: alert.recoveredAt,
    flips_json: JSON.stringify(alert.flips),
    flapping: alert.isFlapping ? 1 : 0,
  }
  if (before === null) {
    await db
      .insertInto('alerts')
      .values({
        id: alert.id,
        rule_id: alert.rule.id,
        rule_json: JSON.stringify(alert.rule),
        author_id: alert.authorId,
        group_key: alert.groupKey,
        opened_at: alert.openedAt,
        ack_json: null,
        version: 1,
        ...columns,
      })
      .execute()
  } else await change(db, before, columns)
  const changed = [...alert.members].filter(([key, member]) => before?.members.get(key) !== member)
  for (let at = 0; at < changed.length; at += rowsAtOnce) {
    await db
      .insertInto('alert_subjects')
      .values(
        changed.slice(at, at + rowsAtOnce).map(([key, { subject, verdict, overAt }]) => ({
          alert_id: alert.id,
          subject_key: key,
          subject_json: JSON.stringify({ subject, verdict }),
          over_at: overAt,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['alert_id', 'subject_key']).doUpdateSet((eb) => ({
          subject_json: eb.ref('excluded.subject_json'),
          over_at: eb.ref('excluded.over_at'),
        })),
      )
      .execute()
  }
}

/** Throws AlertOvertaken. */
export async function acknowledgeAlert(
  db: Db,
  before: AlertRow,
  acknowledged: NonNullable<AlertRow['acknowledged']>,
): Promise<void> {
  await change(db, before, { ack_json: JSON.stringify(acknowledged) })
}

async function change(
  db: Db,
  { id, version }: AlertRow,
  columns: Partial<AlertTable>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('alerts')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new AlertOvertaken('the alert was changed meanwhile')
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
