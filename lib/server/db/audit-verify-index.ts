import 'server-only'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { actorText } from './audit-actor'
import {
  type Bits,
  blockOf,
  blockSize,
  isEmpty,
  keepCommon,
  newestOf,
  noBits,
  removeAll,
  setBits,
  setNumbers,
} from './audit-bits'
import { knownTerms, spanSize } from './audit-index'
import { readTerms } from './audit-search'
import { type Person, readAttempts } from './audit-terms-of'
import type { Db } from './client'

/** Attempts that are read at once, and terms that are compared at once. */
const atOnce = 1_000

/**
 * What is wrong with what attempts are found by, as a sentence that names the first; null: nothing. It is made anew out of
 * the audit itself, from one number to another (both included), a block at a time, so it takes no more memory for more rows. What
 * the app writes meanwhile is looked at again before it is taken for a fault.
 */
export async function indexProblem(db: Db, first: number, last: number): Promise<string | null> {
  for (let block = blockOf(first); first <= last && block <= blockOf(last); block++) {
    const problem = await blockProblem(db, block, first, last)
    if (problem) return problem
  }
  return null
}

async function blockProblem(
  db: Db,
  block: number,
  first: number,
  last: number,
): Promise<string | null> {
  const offsets = new Map<string, number[]>()
  const begin = Math.max(first, block * blockSize)
  const end = Math.min(last + 1, (block + 1) * blockSize)
  for (let from = begin; from < end; from += atOnce) {
    const part = await readAttempts(db, from, Math.min(from + atOnce, end), numbersOf(db))
    for (const { attempt, terms } of part) {
      for (const term of new Set(terms)) {
        const known = offsets.get(term)
        if (known) known.push(attempt.seq - block * blockSize)
        else offsets.set(term, [attempt.seq - block * blockSize])
      }
    }
    const problem = await spanProblem(
      db,
      part.map(({ attempt }) => attempt),
    )
    if (problem) return problem
    await othersTurn()
  }
  const asked = noBits()
  setNumbers(asked, block, begin, end - 1)
  const all = [...offsets.keys()]
  for (let at = 0; at < all.length; at += atOnce) {
    const terms = all.slice(at, at + atOnce)
    const found = await foundBy(db, terms, block)
    for (const term of terms) {
      const expected = noBits()
      setBits(expected, offsets.get(term) ?? [])
      const own = found(term)
      keepCommon(own, asked)
      for (const offset of differences(expected, own)) {
        const problem = await termProblem(db, block * blockSize + offset, term)
        if (problem) return problem
      }
    }
    await othersTurn()
  }
  return null
}

function differences(expected: Bits, own: Bits): number[] {
  const [missing, stray] = [expected.slice(), own.slice()]
  removeAll(missing, own)
  removeAll(stray, expected)
  return [missing, stray].flatMap((bits) => (isEmpty(bits) ? [] : [...newestOf(bits)].reverse()))
}

/** What the index has under some terms in a block. */
async function foundBy(db: Db, terms: readonly string[], block: number) {
  const numbers = await knownTerms(db, terms)
  const adding = await readTerms(db, [...numbers.values()], [block])
  return (term: string): Bits => {
    const bits = noBits()
    const no = numbers.get(term)
    if (no !== undefined) adding.get(no)?.(block, bits)
    return bits
  }
}

/** Times that one attempt is looked at again: each time the app has given it an outcome in between. */
const looks = 5

/** Whether an attempt is found by a term as it should be, looked at by itself: it may have got an outcome meanwhile. */
async function termProblem(db: Db, seq: number, term: string): Promise<string | null> {
  const block = blockOf(seq)
  for (let look = 0; look < looks; look++) {
    const [one] = await readAttempts(db, seq, seq + 1, numbersOf(db))
    const own = noBits()
    setBits(own, [seq - block * blockSize])
    keepCommon(own, (await foundBy(db, [term], block))(term))
    const [again] = await readAttempts(db, seq, seq + 1, numbersOf(db))
    // Cut off meanwhile.
    if (!again) return null
    if (one?.newest !== again.newest) continue
    const [is, should] = [!isEmpty(own), again.terms.includes(term)]
    if (is === should) return null
    return should
      ? `Row ${seq} (attempt ${again.attempt.id}) is kept from the search: it is not found by “${term}” (audit_terms, audit_blocks, audit_postings).`
      : `Row ${seq} (attempt ${again.attempt.id}) is found by “${term}”, which it does not say (audit_terms, audit_blocks, audit_postings).`
  }
  return null
}

/** Where a span's times are narrower than those of its attempts, these are not found by their time. */
async function spanProblem(
  db: Db,
  attempts: readonly { seq: number; id: string; at: number }[],
): Promise<string | null> {
  const [first, last] = [attempts[0], attempts.at(-1)]
  if (!first || !last) return null
  const rows = await db
    .selectFrom('audit_spans')
    .selectAll()
    .where('span', '>=', Math.floor(first.seq / spanSize))
    .where('span', '<=', Math.floor(last.seq / spanSize))
    .execute()
  const spans = new Map(rows.map((row) => [row.span, row]))
  const hidden = attempts.find(({ seq, at }) => {
    const span = spans.get(Math.floor(seq / spanSize))
    return !span || at < span.min_at || at > span.max_at
  })
  if (!hidden) return null
  const [still] = await readAttempts(db, hidden.seq, hidden.seq + 1, numbersOf(db))
  if (!still) return null
  return `Row ${hidden.seq} (attempt ${hidden.id}) is kept from the filter by time (audit_spans).`
}

/** The numbers of people as they are; 0, which nobody has, of whom is not known. */
const numbersOf = (db: Db) => async (person: Person) => {
  const known = await db
    .selectFrom('audit_actors')
    .select('no')
    .where('account_id', '=', person.account_id)
    .where('actor_id', '=', person.actor_id)
    .where('text', '=', actorText({ name: person.actor_name, email: person.actor_email }))
    .executeTakeFirst()
  return known?.no ?? 0
}
