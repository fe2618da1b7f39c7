import 'server-only'
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { ChainTable } from './audit-hash'
import type { Db } from './client'
import type { AuditAttemptTable, AuditOutcomeTable } from './schema'

/** A row of the chain, whichever of its tables it stands in. */
export type ChainRow =
  | { table: 'audit_attempts'; row: AuditAttemptTable }
  | { table: 'audit_outcomes'; row: AuditOutcomeTable }

/** Numbers that are read at once: flat memory, and no statement that others wait for. */
const atOnce = 1_000

/**
 * The rows of the chain after a number, up to and with another, in their order, a thousand numbers at a time. Numbers
 * that nobody has are left out; two rows of one number both come.
 */
export async function* readChain(
  db: Db,
  after: number,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<ChainRow[]> {
  let from = after
  while (from < upTo) {
    const next = await firstAfter(db, from, upTo)
    if (next === null) return
    const last = Math.min(next + atOnce - 1, upTo)
    const attempts = await rowsBetween(db, 'audit_attempts', next, last)
    const outcomes = await rowsBetween(db, 'audit_outcomes', next, last)
    const rows: ChainRow[] = [
      ...attempts.map((row) => ({ table: 'audit_attempts' as const, row })),
      ...outcomes.map((row) => ({ table: 'audit_outcomes' as const, row })),
    ]
    yield rows.sort((one, other) => one.row.seq - other.row.seq)
    // SQLite answers at once: without this nobody else would be answered until the end.
    await othersTurn()
    from = last
  }
}

async function firstAfter(db: Db, from: number, upTo: number): Promise<number | null> {
  const firsts: number[] = []
  for (const table of ['audit_attempts', 'audit_outcomes'] as const) {
    const row = await db
      .selectFrom<ChainTable>(table)
      .select('seq')
      .where('seq', '>', from)
      .where('seq', '<=', upTo)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst()
    if (row) firsts.push(row.seq)
  }
  return firsts.length === 0 ? null : Math.min(...firsts)
}

function rowsBetween<Table extends ChainTable>(db: Db, table: Table, first: number, last: number) {
  return db
    .selectFrom<ChainTable>(table)
    .selectAll()
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .orderBy('seq')
    .$castTo<Table extends 'audit_attempts' ? AuditAttemptTable : AuditOutcomeTable>()
    .execute()
}
