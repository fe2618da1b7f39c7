import 'server-only'
import { type RawBuilder, sql } from 'kysely'
import {
  addAll,
  addText,
  type Bits,
  blockOf,
  blockSize,
  clearBits,
  countOf,
  isEmpty,
  keepCommon,
  newestOf,
  noBits,
  setBit,
  setBits,
} from './audit-bits'
import { type AuditQuery, type Group, planSearch, type ReaderGroup } from './audit-plan'
import type { Db } from './client'

// Finds attempts by the index (audit-index.ts): within a block, what one group of terms has is put together, and what all
// groups have in common is left. Whatever is asked for, a million attempts are 31 blocks.

/** Attempts under a term that are read at once, whatever their blocks; a rarer one tells where others need not be read. */
const rareBelow = 50_000

/** Attempts that are sooner looked at than found in hundreds of places. */
const fewCandidates = 2_000

/** The numbers of the newest attempts that a query lets through, newest first. */
export async function newestAttempts(
  db: Db,
  query: AuditQuery,
  limit: number,
  now: number,
): Promise<number[]> {
  const found: number[] = []
  for await (const { block, bits } of search(db, query, now)) {
    for (const offset of newestOf(bits)) {
      found.push(block * blockSize + offset)
      if (found.length === limit) return found
    }
  }
  return found
}

/** The same for all of them, in blocks, newest first: 8 KB for 65,536 numbers. */
export async function* search(
  db: Db,
  query: AuditQuery,
  now: number,
): AsyncGenerator<{ block: number; bits: Bits }> {
  const plan = await planSearch(db, query, now)
  const [rarest, ...others] = plan.groups
  if (!rarest) return
  const { reader } = plan
  const top = blockOf(plan.last)
  const blocks = Array.from({ length: top - blockOf(plan.first) + 1 }, (_, at) => top - at)
  const isRare = rarest.seen < rareBelow
  const [before, after] = isRare ? [[rarest], others] : [plan.groups, []]
  for (const some of growing(blocks, isRare ? blocks.length : 1)) {
    const left = await readGroups(db, before, some)
    for (const [block, bits] of left) {
      plan.confine(block, bits)
      if (isEmpty(bits)) left.delete(block)
    }
    const isFew = countAll(left) <= fewCandidates
    for (const alive of growing([...left.keys()], isFew && after.length === 0 ? left.size : 1)) {
      const rest = await readGroups(db, after, alive, left)
      for (const [block, bits] of rest) if (isEmpty(bits)) rest.delete(block)
      const seen = reader ? await confineToReader(db, reader, rest) : rest
      for (const [block, bits] of seen) if (!isEmpty(bits)) yield { block, bits }
    }
  }
}

/** What of some attempts a reader of many places sees: where there are few attempts, those are looked at one by one. */
async function confineToReader(
  db: Db,
  reader: ReaderGroup,
  found: Map<number, Bits>,
): Promise<Map<number, Bits>> {
  if (found.size === 0) return found
  if (countAll(found) > fewCandidates) {
    return readGroups(db, [reader.group], [...found.keys()], found)
  }
  const seqs = [...found].flatMap(([block, bits]) =>
    [...newestOf(bits)].map((offset) => block * blockSize + offset),
  )
  const seen = await reader.of(seqs)
  return new Map(
    [...found.keys()].map((block) => {
      const bits = noBits()
      setBits(bits, offsetsIn(seen, block))
      return [block, bits]
    }),
  )
}

const countAll = (found: Map<number, Bits>) =>
  [...found.values()].reduce((sum, bits) => sum + countOf(bits), 0)

/** One, four, sixteen … of a list: the newest are soon there, and the oldest are not many readings away. */
function* growing(blocks: number[], first: number): Generator<number[]> {
  let size = first
  for (let at = 0; at < blocks.length; size *= 4) {
    yield blocks.slice(at, at + size)
    at += size
  }
}

/** What attempts of some blocks all groups let through, of those that are `left`; the newest block first. */
async function readGroups(
  db: Db,
  groups: readonly Group[],
  blocks: readonly number[],
  left?: Map<number, Bits>,
): Promise<Map<number, Bits>> {
  const whole = new Map(blocks.map((block) => [block, left?.get(block) ?? null]))
  const terms = await readTerms(
    db,
    groups.flatMap(({ terms }) => terms),
    blocks,
  )
  for (const { terms: nos, seqs } of groups) {
    for (const [block, former] of whole) {
      const own = noBits()
      for (const no of nos) terms.get(no)?.(block, own)
      setBits(own, offsetsIn(seqs, block))
      if (former) keepCommon(own, former)
      whole.set(block, own)
    }
  }
  return new Map([...whole].flatMap(([block, bits]) => (bits ? [[block, bits]] : [])))
}

function offsetsIn(seqs: readonly number[], block: number): number[] {
  return seqs.filter((seq) => blockOf(seq) === block).map((seq) => seq - block * blockSize)
}

/** Adds a term's attempts of a block. */
type Adding = (block: number, bits: Bits) => void

/** A statement takes no more than 32,766 values with SQLite. */
const termsAtOnce = 10_000

/** What terms add to the attempts of some blocks. */
export async function readTerms(
  db: Db,
  terms: readonly number[],
  blocks: readonly number[],
): Promise<Map<number, Adding>> {
  const found = new Map<number, Adding>()
  if (terms.length === 0 || blocks.length === 0) return found
  const first = Math.min(...blocks) * blockSize
  const last = (Math.max(...blocks) + 1) * blockSize - 1
  const all = [...new Set(terms)]
  for (let at = 0; at < all.length; at += termsAtOnce) {
    const rows = await readSome(db, all.slice(at, at + termsAtOnce), blocks, { first, last })
    for (const row of rows) {
      if (row.blocks !== null || row.postings !== null) {
        found.set(row.no, adding(row.blocks, row.postings))
      }
    }
  }
  return found
}

/**
 * Each term with two of its own searches in the index, so that no engine comes to read the whole of it; and in one
 * statement, so that nothing is folded between the two.
 */
async function readSome(
  db: Db,
  terms: readonly number[],
  blocks: readonly number[],
  { first, last }: { first: number; last: number },
) {
  const wanted = terms.map((no) => sql`(${String(no)})`)
  const no: RawBuilder<number> = sql`cast(wanted.column1 as integer)`
  const { rows } = await sql<{ no: number; blocks: string | null; postings: string | null }>`
    select ${no} as no, (
      select string_agg(cast(b.block as text) || ':' || b.bits, ',') from audit_blocks as b
      where b.term_no = ${no} and b.block in (${sql.join(blocks)})
    ) as blocks, (
      select string_agg(cast(p.seq * 2 + p.gone as text), ',') from audit_postings as p
      where p.term_no = ${no} and p.seq >= ${first} and p.seq <= ${last}
    ) as postings
    from (values ${sql.join(wanted)}) as wanted`.execute(db)
  return rows
}

function adding(blocks: string | null, postings: string | null): Adding {
  const texts = new Map<number, string>()
  for (const text of blocks?.split(',') ?? []) {
    const colon = text.indexOf(':')
    texts.set(Number(text.slice(0, colon)), text.slice(colon + 1))
  }
  const written = (postings?.split(',') ?? []).map(Number)
  const gone = written.filter((it) => it % 2 === 1).map((it) => (it - 1) / 2)
  const added = written.filter((it) => it % 2 === 0).map((it) => it / 2)
  return (block, bits) => {
    const text = texts.get(block)
    const removed = offsetsIn(gone, block)
    if (text && removed.length > 0) {
      const own = noBits()
      addText(own, text)
      clearBits(own, removed)
      addAll(bits, own)
    } else if (text) addText(bits, text)
    for (const seq of added) if (blockOf(seq) === block) setBit(bits, seq - block * blockSize)
  }
}
