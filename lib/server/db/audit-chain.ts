import 'server-only'
import type { Db } from './client'
import type { Database } from './schema'

type ChainTable = 'audit_attempts' | 'audit_outcomes'

/** Runs in a transaction of its own, or within the caller's. */
export function inTransaction<Result>(
  db: Db,
  run: (transaction: Db) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? run(db) : db.transaction().execute(run)
}

/** Until the transaction ends, nobody else appends: what is read now is what the next row stands on. */
export async function holdHead(transaction: Db): Promise<void> {
  await transaction
    .updateTable('audit_head')
    .set((eb) => ({ seq: eb.ref('seq') }))
    .execute()
}

/**
 * The one way into the audit's tables: gives a row the next number of the chain and writes it, within a transaction.
 * The head's row is locked until that ends, so rows come to be seen in the order of their numbers, whichever process
 * wrote them, and a transaction that is rolled back leaves no gap.
 * @returns the row's number
 */
export async function appendRow<Table extends ChainTable>(
  transaction: Db,
  table: Table,
  row: Omit<Database[Table], 'seq'>,
): Promise<number> {
  const { seq } = await transaction
    .updateTable('audit_head')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .returning('seq')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto<ChainTable>(table)
    .values({ ...row, seq })
    .execute()
  return seq
}
