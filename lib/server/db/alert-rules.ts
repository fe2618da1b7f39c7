import 'server-only'
import type { AlertScope, AlertWhen } from '@/lib/schemas/alert'
import type { Principal } from '@/lib/server/context'
import type { Db } from './client'
import { fromJsonText } from './json'
import type { AlertRuleTable } from './schema'

/** What somebody wants to be told of. Times are epoch ms. */
export type AlertRuleRow = {
  id: string
  name: string
  when: AlertWhen
  afterMinutes: number
  scope: AlertScope
  channelIds: readonly string[]
  enabled: boolean
  /** Whose sight of zones counts. */
  author: Principal
  createdAt: number
}

/** All of them, or one person's; the oldest first. */
export async function listRules(db: Db, authorId: string | null): Promise<AlertRuleRow[]> {
  const query = db.selectFrom('alert_rules').selectAll().orderBy('created_at').orderBy('id')
  const rows = await (authorId === null ? query : query.where('author_id', '=', authorId)).execute()
  return rows.map(toRule)
}

export async function findRule(db: Db, id: string): Promise<AlertRuleRow | null> {
  const row = await db.selectFrom('alert_rules').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toRule(row) : null
}

export async function insertRule(db: Db, rule: AlertRuleRow): Promise<void> {
  await db
    .insertInto('alert_rules')
    .values({ id: rule.id, ...columnsOf(rule) })
    .execute()
}

export async function updateRule(db: Db, rule: AlertRuleRow): Promise<void> {
  await db.updateTable('alert_rules').set(columnsOf(rule)).where('id', '=', rule.id).execute()
}

export async function removeRule(db: Db, id: string): Promise<void> {
  await db.deleteFrom('alert_rules').where('id', '=', id).execute()
}

function columnsOf(rule: AlertRuleRow): Omit<AlertRuleTable, 'id'> {
  return {
    name: rule.name,
    watches: rule.when,
    after_minutes: rule.afterMinutes,
    scope_json: JSON.stringify(rule.scope),
    channel_ids_json: JSON.stringify(rule.channelIds),
    enabled: rule.enabled ? 1 : 0,
    author_json: JSON.stringify(rule.author),
    author_id: rule.author.id,
    created_at: rule.createdAt,
  }
}

function toRule(row: AlertRuleTable): AlertRuleRow {
  return {
    id: row.id,
    name: row.name,
    // Written by columnsOf alone, after lib/schemas/alert.ts.
    when: row.watches as AlertWhen,
    afterMinutes: row.after_minutes,
    scope: fromJsonText(row.scope_json) as AlertScope,
    channelIds: fromJsonText(row.channel_ids_json) as string[],
    enabled: row.enabled === 1,
    author: fromJsonText(row.author_json) as Principal,
    createdAt: row.created_at,
  }
}
