import 'server-only'
import { sql } from 'kysely'
import { actorNumber } from './audit-actor'
import { blockOf, blockSize, offsetsToText } from './audit-bits'
import { addSeen, spanSize, termNumbers, writeBlocks } from './audit-index'
import { readAttempts } from './audit-terms-of'
import type { Db } from './client'
import type { Engine } from './engine'

const atOnce = 1_000

/**
 * Makes all that attempts are found by out of the audit itself, into empty tables: entries, actors and the index. A block at
 * a time, so that it takes no more memory for more rows. The caller's transaction keeps others from writing.
 */
export async function rebuildIndex(db: Db, engine: Engine): Promise<void> {
  // PostgreSQL knows nothing yet of tables that this transaction has filled, and would read all outcomes for each part.
  if (engine === 'postgres') await sql`analyze audit_attempts, audit_outcomes`.execute(db)
  const { last } = await db
    .selectFrom('audit_attempts')
    .select((eb) => eb.fn.max('seq').as('last'))
    .executeTakeFirstOrThrow()
  for (let block = 0; last !== null && block <= blockOf(last); block++) await buildBlock(db, block)
  // Nor of what was made of them, until it comes to look by itself.
  if (engine === 'postgres') {
    await sql`analyze audit_entries, audit_terms, audit_blocks, audit_spans, audit_actors`.execute(
      db,
    )
  }
}

async function buildBlock(db: Db, block: number): Promise<void> {
  const offsets = new Map<string, number[]>()
  const spans = new Map<number, { min: number; max: number }>()
  const end = (block + 1) * blockSize
  for (let first = block * blockSize; first < end; first += atOnce) {
    const part = await readPart(db, first, Math.min(first + atOnce, end))
    for (const { seq, at, terms } of part) {
      for (const term of new Set(terms)) {
        const known = offsets.get(term)
        if (known) known.push(seq - block * blockSize)
        else offsets.set(term, [seq - block * blockSize])
      }
      const span = spans.get(Math.floor(seq / spanSize))
      const [min, max] = [Math.min(at, span?.min ?? at), Math.max(at, span?.max ?? at)]
      spans.set(Math.floor(seq / spanSize), { min, max })
    }
  }
  if (offsets.size === 0) return
  const numbers = await termNumbers(db, [...offsets.keys()])
  const rows = [...offsets].map(([term, own]) => {
    return { term_no: numbers.get(term) ?? 0, block, bits: offsetsToText(own) }
  })
  await writeBlocks(db, rows)
  const seen = [...offsets].map(([term, own]): [number, number] => [
    numbers.get(term) ?? 0,
    own.length,
  ])
  await addSeen(db, new Map(seen))
  const times = [...spans].map(([span, { min, max }]) => ({ span, min_at: min, max_at: max }))
  await db.insertInto('audit_spans').values(times).execute()
}

/** Attempts of some numbers with what they are found by; writes their entries. */
async function readPart(db: Db, first: number, end: number) {
  const part = await readAttempts(db, first, end, (person) =>
    actorNumber(db, person.account_id, {
      id: person.actor_id,
      name: person.actor_name,
      email: person.actor_email,
    }),
  )
  if (part.length === 0) return []
  const entries = part.map(({ attempt: { seq, at }, newest }) => ({ seq, newest_seq: newest, at }))
  await db.insertInto('audit_entries').values(entries).execute()
  return part.map(({ attempt: { seq, at }, terms }) => ({ seq, at, terms }))
}
