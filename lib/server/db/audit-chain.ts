import 'server-only'
import { type ChainTable, type Hashable, hashOf } from './audit-hash'
import type { Db } from './client'
import type { Database } from './schema'

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
 * The one way into the audit's tables: gives a row the next number of the chain and the hash over itself and the row
 * before it, and writes it, within a transaction. The head's row is locked until that ends, so rows come to be seen in the
 * order of their numbers, whichever process wrote them, and a transaction that is rolled back leaves no gap.
 * @returns the row's number
 */
export async function appendRow<Table extends ChainTable>(
  transaction: Db,
  table: Table,
  row: Omit<Database[Table], 'seq' | 'hash'>,
): Promise<number> {
  const { seq, hash: previous } = await transaction
    .updateTable('audit_head')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()
  const numbered = { ...storable(row), seq }
  // A row without its hash, of this table: what Hashable says in other words.
  const hash = hashOf(previous, table, numbered as unknown as Hashable<Table>)
  await transaction
    .insertInto<ChainTable>(table)
    .values({ ...numbered, hash })
    .execute()
  await transaction.updateTable('audit_head').set({ hash }).execute()
  return seq
}

/** As both engines give it back: neither keeps half a surrogate pair, and PostgreSQL no NUL, but the hash would. */
function storable<Row extends object>(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
  ])
  // The same members with values of the same types.
  return Object.fromEntries(entries) as Row
}
