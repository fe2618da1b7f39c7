import 'server-only'
import { randomUUID } from 'node:crypto'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { appendEvent, type NewAttempt } from './audit'
import {
  addText,
  type Bits,
  bitsToText,
  blockOf,
  blockSize,
  isEmpty,
  keepCommon,
  noBits,
  setNumbers,
} from './audit-bits'
import { holdHead, inTransaction } from './audit-chain'
import { spanSize, writeBlocks } from './audit-index'
import { timeSet } from './audit-times'
import type { Db } from './client'

/** Rows that one transaction removes: nobody else writes for that long. */
const removedAtOnce = 2_000

/**
 * Cuts off the beginning of the chain: every row that is older than `before` (epoch ms), up to the first that is not, as
 * far as no attempt is torn from an outcome and none is still looked for. The head keeps the number and the hash of the last row
 * that was cut off, which the oldest one that is left stands on; and a row of its own says who cut how much, so that no other
 * cut passes for one of these (audit-verify.ts).
 * @returns how many rows were removed
 */
export async function cutBefore(db: Db, before: number, now = Date.now()): Promise<number> {
  await inTransaction(db, async (transaction) => {
    await holdHead(transaction)
    const head = await transaction.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
    const last = await lastToCut(transaction, before, head)
    if (last <= head.cut_seq || !(await isWorthIt(transaction, head.cut_seq, last))) return
    const cut_hash = await hashAt(transaction, last)
    await transaction.updateTable('audit_head').set({ cut_seq: last, cut_hash }).execute()
    await appendEvent(
      transaction,
      cutEvent({ rows: last - head.cut_seq, last, hash: cut_hash }),
      undefined,
      now,
    )
  })
  return removeCut(db)
}

/** What is said in the chain of a cut, by the program. */
export const cutAction = 'audit.cut'
export type Cut = { rows: number; last: number; hash: string }

function cutEvent(cut: Cut): NewAttempt {
  return {
    action: cutAction,
    actor: { id: 'system', name: 'This dashboard', email: '', address: '' },
    via: 'system',
    accountId: '',
    instanceId: '',
    subject: `${cut.rows} ${cut.rows === 1 ? 'row' : 'rows'}, up to row ${cut.last}`,
    requestId: randomUUID(),
    after: cut,
  }
}

/** Not for what former cuts wrote alone: it would be done again each day, for nothing. */
async function isWorthIt(db: Db, after: number, last: number): Promise<boolean> {
  const other = await db
    .selectFrom('audit_attempts')
    .select('seq')
    .where('seq', '>', after)
    .where('seq', '<=', last)
    .where('action', '!=', cutAction)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

/**
 * Before the first attempt that is young enough, or has an outcome that is, or that stays; and before any attempt that
 * would lose an outcome to the other side of the cut.
 */
async function lastToCut(
  db: Db,
  before: number,
  head: { seq: number; cut_seq: number },
): Promise<number> {
  const young = await timeSet(db, { from: before })
  let last = young.last < young.first ? head.seq : young.first - 1
  for (const first of await openAttempts(db)) last = Math.min(last, first - 1)
  for (;;) {
    const { first } = await db
      .selectFrom('audit_entries as e')
      .innerJoin('audit_outcomes as o', 'o.seq', 'e.newest_seq')
      .select((eb) => eb.fn.min('e.seq').as('first'))
      .where('e.seq', '>', head.cut_seq)
      .where('e.seq', '<=', last)
      .where((eb) => eb.or([eb('e.newest_seq', '>', last), eb('o.at', '>=', before)]))
      .executeTakeFirstOrThrow()
    if (first === null) return last
    last = first - 1
  }
}

/** Attempts of which an outcome is still looked for, or that a move under way will close. */
async function openAttempts(db: Db): Promise<number[]> {
  const unsettled = await db
    .selectFrom('settlements as s')
    .innerJoin('audit_attempts as a', 'a.id', 's.attempt_id')
    .select('a.seq')
    .execute()
  const moving = await db
    .selectFrom('moves as m')
    .innerJoin('audit_attempts as a', 'a.id', 'm.attempt_id')
    .select('a.seq')
    .where('m.ended_at', 'is', null)
    .execute()
  return [...unsettled, ...moving].map(({ seq }) => seq)
}

async function hashAt(db: Db, seq: number): Promise<string> {
  for (const table of ['audit_attempts', 'audit_outcomes'] as const) {
    const row = await db
      .selectFrom<'audit_attempts' | 'audit_outcomes'>(table)
      .select('hash')
      .where('seq', '=', seq)
      .executeTakeFirst()
    if (row) return row.hash
  }
  throw new Error(`The audit has no row ${seq}: it cannot be cut there.`)
}

/** Removes what lies before the cut; a process that died in the middle of it left some. */
async function removeCut(db: Db): Promise<number> {
  const { cut_seq } = await db.selectFrom('audit_head').select('cut_seq').executeTakeFirstOrThrow()
  if (cut_seq === 0) return 0
  let removed = 0
  for (const table of ['audit_outcomes', 'audit_attempts', 'audit_entries'] as const) {
    for (;;) {
      const { rows } = await sql<{ last: number | null }>`select max(seq) as last from
        (select seq from ${sql.table(table)} where seq <= ${cut_seq} order by seq limit ${removedAtOnce}) as oldest`.execute(
        db,
      )
      const last = rows[0]?.last ?? null
      if (last === null) break
      const { numDeletedRows } = await db
        .deleteFrom<'audit_attempts' | 'audit_outcomes' | 'audit_entries'>(table)
        .where('seq', '<=', last)
        .executeTakeFirst()
      if (table !== 'audit_entries') removed += Number(numDeletedRows)
      await othersTurn()
    }
  }
  if (removed > 0) await forget(db, cut_seq)
  return removed
}

/** Nothing that was said in a row that is gone is kept for searching, nor who wrote it. */
async function forget(db: Db, cut: number): Promise<void> {
  const edge = blockOf(cut + 1)
  const firstSpan = Math.floor((cut + 1) / spanSize)
  await inTransaction(db, async (transaction) => {
    await holdHead(transaction)
    await transaction.deleteFrom('audit_postings').where('seq', '<=', cut).execute()
    await transaction.deleteFrom('audit_spans').where('span', '<', firstSpan).execute()
    await transaction.deleteFrom('audit_blocks').where('block', '<', edge).execute()
  })
  const kept = noBits()
  setNumbers(kept, edge, cut + 1, (edge + 1) * blockSize - 1)
  for (let after = -1; ; ) {
    const next = await inTransaction(db, (transaction) => trimSome(transaction, edge, kept, after))
    if (next === null) break
    after = next
    await othersTurn()
  }
  await inTransaction(db, async (transaction) => {
    await holdHead(transaction)
    await sql`delete from audit_terms where
      not exists (select 1 from audit_blocks b where b.term_no = audit_terms.no) and
      not exists (select 1 from audit_postings p where p.term_no = audit_terms.no)`.execute(
      transaction,
    )
    await sql`delete from audit_actors where not exists
      (select 1 from audit_terms t where t.term = 'p ' || cast(audit_actors.no as text))`.execute(
      transaction,
    )
  })
}

/** Takes out of the block of the cut what is gone. @returns the last term that was looked at; null: it was the last */
async function trimSome(db: Db, block: number, kept: Bits, after: number): Promise<number | null> {
  await holdHead(db)
  const rows = await db
    .selectFrom('audit_blocks')
    .selectAll()
    .where('block', '=', block)
    .where('term_no', '>', after)
    .orderBy('term_no')
    .limit(500)
    .execute()
  for (const { term_no, bits: text } of rows) {
    const bits = noBits()
    addText(bits, text)
    keepCommon(bits, kept)
    const left = bitsToText(bits)
    if (left === text) continue
    if (isEmpty(bits)) {
      await db
        .deleteFrom('audit_blocks')
        .where('term_no', '=', term_no)
        .where('block', '=', block)
        .execute()
    } else await writeBlocks(db, [{ term_no, block, bits: left }])
  }
  return rows.at(-1)?.term_no ?? null
}
