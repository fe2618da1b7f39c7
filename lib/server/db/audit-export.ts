import 'server-only'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { type Bits, blockSize, newestOf } from './audit-bits'
import { type AuditRow, listAttempts } from './audit-list'
import type { AuditQuery } from './audit-plan'
import { search } from './audit-search'
import type { Db } from './client'

/** Rows that are in memory at once. */
const atOnce = 100

/**
 * All that a query lets through, newest first, as it was when this began: which attempts those are is found at once (8 KB for 65,536
 * rows of the audit), and each is read as it stood then. Only what is cut off because of its age meanwhile is left out. SQLite answers
 * at once, and so may whoever takes the rows: all else that the process does has its turn between them.
 */
export async function* exportAudit(
  db: Db,
  query: AuditQuery,
  now = Date.now(),
): AsyncGenerator<AuditRow[]> {
  const { seq: head } = await db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow()
  const blocks: { block: number; bits: Bits }[] = []
  for await (const found of search(db, { ...query, below: head + 1 }, now)) blocks.push(found)
  let seqs: number[] = []
  for (const { block, bits } of blocks) {
    for (const offset of newestOf(bits)) {
      seqs.push(block * blockSize + offset)
      if (seqs.length < atOnce) continue
      yield await listAttempts(db, seqs, head, now)
      await othersTurn()
      seqs = []
    }
  }
  if (seqs.length > 0) yield await listAttempts(db, seqs, head, now)
}
