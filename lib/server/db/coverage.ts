import 'server-only'
import type { Db } from './client'
import { fromJsonText } from './json'

/** A dataset that a zone need not send, and who said so. `at`: epoch ms. */
export type CoverageMark = {
  zoneId: string
  dataset: string
  reason: string | null
  by: string
  at: number
}

export async function listMarks(db: Db): Promise<CoverageMark[]> {
  const rows = await db.selectFrom('coverage_marks').selectAll().execute()
  return rows.map((row) => ({
    zoneId: row.zone_id,
    dataset: row.dataset,
    reason: row.reason,
    // Written by saveMark alone.
    by: String(fromJsonText(row.by_json)),
    at: row.at,
  }))
}

export async function findMark(
  db: Db,
  zoneId: string,
  dataset: string,
): Promise<Pick<CoverageMark, 'reason'> | null> {
  const row = await db
    .selectFrom('coverage_marks')
    .select('reason')
    .where('zone_id', '=', zoneId)
    .where('dataset', '=', dataset)
    .executeTakeFirst()
  return row ?? null
}

export async function saveMark(db: Db, mark: CoverageMark): Promise<void> {
  const { zoneId, dataset, reason, by, at } = mark
  const values = { reason, by_json: JSON.stringify(by), at }
  await db
    .insertInto('coverage_marks')
    .values({ zone_id: zoneId, dataset, ...values })
    .onConflict((conflict) => conflict.columns(['zone_id', 'dataset']).doUpdateSet(values))
    .execute()
}

export async function removeMark(db: Db, zoneId: string, dataset: string): Promise<void> {
  await db
    .deleteFrom('coverage_marks')
    .where('zone_id', '=', zoneId)
    .where('dataset', '=', dataset)
    .execute()
}
