import 'server-only'
import type { Verdict, Walk } from './audit-verify'
import type { Db } from './client'
import { fromJsonText, toJsonText } from './json'

/** What the last whole look at the chain found, and how far the next one has come. */
export type AuditCheck = {
  /** Epoch ms; null: never looked at as a whole. */
  checkedAt: number | null
  found: Verdict | null
  walk: Walk | null
}

export async function readAuditCheck(db: Db): Promise<AuditCheck> {
  const row = await db.selectFrom('audit_checks').selectAll().executeTakeFirst()
  // Written by the two functions below alone, in the form of their types.
  return {
    checkedAt: row?.checked_at ?? null,
    found: row?.found_json ? (fromJsonText(row.found_json) as Verdict) : null,
    walk: row?.walk_json ? (fromJsonText(row.walk_json) as Walk) : null,
  }
}

/** What is known stays until the walk has ended. */
export async function keepWalk(db: Db, walk: Walk): Promise<void> {
  await db
    .updateTable('audit_checks')
    .set({ walk_json: toJsonText(walk) })
    .execute()
}

export async function keepVerdict(db: Db, found: Verdict, checked_at: number): Promise<void> {
  const found_json = toJsonText(found)
  await db.updateTable('audit_checks').set({ checked_at, found_json, walk_json: null }).execute()
}
