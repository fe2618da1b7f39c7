import 'server-only'
import { sql } from 'kysely'
import {
  addText,
  type Bits,
  bitsToText,
  blockOf,
  blockSize,
  clearBits,
  countOf,
  noBits,
  setBits,
} from './audit-bits'
import { holdHead, inTransaction } from './audit-chain'
import type { Db } from './client'

// An index of the audit by terms (audit-terms.ts). What is written goes to `audit_postings`, a narrow row a term, within the
// transaction of the row that it is about; a background task folds those into `audit_blocks`, which hold the attempts
// of a term as bits. A number stands in one of the two; whoever reads puts them together (audit-search.ts).

/** Attempts a row of `audit_spans` covers, with the outcomes between them: by number. */
export const spanSize = 2_048

/** The numbers of terms, new ones included. The caller holds the head, so no two processes give out the same one. */
export async function termNumbers(
  transaction: Db,
  terms: readonly string[],
): Promise<Map<string, number>> {
  const numbers = await knownTerms(transaction, terms)
  const missing = [...new Set(terms)].filter((term) => !numbers.has(term))
  if (missing.length === 0) return numbers
  const { last } = await transaction
    .selectFrom('audit_terms')
    .select((eb) => eb.fn.max('no').as('last'))
    .executeTakeFirstOrThrow()
  const rows = missing.map((term, at) => ({ no: (last ?? 0) + 1 + at, term, seen: 0 }))
  for (let at = 0; at < rows.length; at += 1_000) {
    const some = rows.slice(at, at + 1_000)
    await transaction.insertInto('audit_terms').values(some).execute()
  }
  for (const { no, term } of rows) numbers.set(term, no)
  return numbers
}

/** The numbers of those terms that anything is found by. */
export async function knownTerms(db: Db, terms: readonly string[]): Promise<Map<string, number>> {
  const numbers = new Map<string, number>()
  for (let at = 0; at < terms.length; at += 1_000) {
    const rows = await db
      .selectFrom('audit_terms')
      .select(['no', 'term'])
      .where('term', 'in', terms.slice(at, at + 1_000))
      .execute()
    for (const { no, term } of rows) numbers.set(term, no)
  }
  return numbers
}

/** An attempt is found by these terms from now on, and no more by `gone`. The caller holds the head. */
export async function addTerms(
  transaction: Db,
  seq: number,
  terms: readonly string[],
  gone: readonly string[] = [],
): Promise<void> {
  const numbers = await termNumbers(transaction, [...terms, ...gone])
  const rowOf = (isGone: 0 | 1) => (term: string) => {
    return { term_no: numbers.get(term) ?? 0, seq, gone: isGone }
  }
  const rows = [...gone.map(rowOf(1)), ...[...new Set(terms)].map(rowOf(0))]
  if (rows.length === 0) return
  await transaction
    .insertInto('audit_postings')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['term_no', 'seq']).doUpdateSet((eb) => ({ gone: eb.ref('excluded.gone') })),
    )
    .execute()
}

/** Notes the time of an attempt for its span: clocks of several processes differ, so numbers alone don't tell. */
export async function addTime(transaction: Db, seq: number, at: number): Promise<void> {
  await sql`insert into audit_spans (span, min_at, max_at) values (${Math.floor(seq / spanSize)}, ${at}, ${at})
    on conflict (span) do update set
      min_at = case when excluded.min_at < audit_spans.min_at then excluded.min_at else audit_spans.min_at end,
      max_at = case when excluded.max_at > audit_spans.max_at then excluded.max_at else audit_spans.max_at end`.execute(
    transaction,
  )
}

/** What one transaction folds: nobody else appends for that long. */
const foldedAtOnce = 5_000

/** Whether so much has come together that a search would be slowed down by it. */
export async function isFoldDue(db: Db, most: number): Promise<boolean> {
  const beyond = await db
    .selectFrom('audit_postings')
    .select('seq')
    .orderBy('term_no')
    .orderBy('seq')
    .offset(most)
    .limit(1)
    .executeTakeFirst()
  return beyond !== undefined
}

/** Folds some of what was written into bits. @returns false: nothing was left */
export function foldSome(db: Db): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    await holdHead(transaction)
    const postings = await transaction
      .selectFrom('audit_postings')
      .selectAll()
      .orderBy('term_no')
      .orderBy('seq')
      .limit(foldedAtOnce)
      .execute()
    const last = postings.at(-1)
    if (!last) return false
    const changes = Map.groupBy(postings, ({ term_no, seq }) => `${term_no} ${blockOf(seq)}`)
    const former = await blocksOf(transaction, postings)
    const seen = new Map<number, number>()
    const rows = [...changes].map(([key, some]) => {
      const [term_no = 0, block = 0] = key.split(' ').map(Number)
      const bits = former.get(key) ?? noBits()
      const before = countOf(bits)
      const offsets = (gone: number) =>
        some.filter((it) => it.gone === gone).map(({ seq }) => seq - block * blockSize)
      setBits(bits, offsets(0))
      clearBits(bits, offsets(1))
      seen.set(term_no, (seen.get(term_no) ?? 0) + countOf(bits) - before)
      return { term_no, block, bits: bitsToText(bits) }
    })
    await writeBlocks(transaction, rows)
    await addSeen(transaction, seen)
    await transaction
      .deleteFrom('audit_postings')
      .where((eb) =>
        eb.or([
          eb('term_no', '<', last.term_no),
          eb.and([eb('term_no', '=', last.term_no), eb('seq', '<=', last.seq)]),
        ]),
      )
      .execute()
    return true
  })
}

async function blocksOf(
  db: Db,
  postings: readonly { term_no: number; seq: number }[],
): Promise<Map<string, Bits>> {
  const terms = [...new Set(postings.map(({ term_no }) => term_no))]
  const blocks = [...new Set(postings.map(({ seq }) => blockOf(seq)))]
  const found = new Map<string, Bits>()
  const rows = await db
    .selectFrom('audit_blocks')
    .selectAll()
    .where('term_no', 'in', terms)
    .where('block', 'in', blocks)
    .execute()
  for (const { term_no, block, bits: text } of rows) {
    const bits = noBits()
    addText(bits, text)
    found.set(`${term_no} ${block}`, bits)
  }
  return found
}

export async function writeBlocks(
  db: Db,
  rows: readonly { term_no: number; block: number; bits: string }[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) {
    await db
      .insertInto('audit_blocks')
      .values(rows.slice(at, at + 500))
      .onConflict((conflict) =>
        conflict
          .columns(['term_no', 'block'])
          .doUpdateSet((eb) => ({ bits: eb.ref('excluded.bits') })),
      )
      .execute()
  }
}

/** Which term is the rarer is judged by how many attempts were folded under it. */
export async function addSeen(db: Db, seen: Map<number, number>): Promise<void> {
  const all = [...seen].filter(([, count]) => count !== 0)
  for (let at = 0; at < all.length; at += 1_000) {
    const values = all
      .slice(at, at + 1_000)
      .map(([no, count]) => sql`(cast(${no} as integer), cast(${count} as integer))`)
    await sql`update audit_terms set seen = seen + given.column2
      from (values ${sql.join(values)}) as given where no = given.column1`.execute(db)
  }
}
