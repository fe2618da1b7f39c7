import 'server-only'
import { sql } from 'kysely'
import { actorNumber } from './audit-actor'
import { blockOf, blockSize, offsetsToText } from './audit-bits'
import { addSeen, spanSize, termNumbers, writeBlocks } from './audit-index'
import { outcomeTerm, termsOfAttempt, termsOfOutcome } from './audit-terms'
import type { Db } from './client'
import type { Engine } from './engine'
import type { AuditAttemptTable } from './schema'

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
  const attempts = await db
    .selectFrom('audit_attempts')
    .selectAll()
    .where('seq', '>=', first)
    .where('seq', '<', end)
    .orderBy('seq')
    .execute()
  if (attempts.length === 0) return []
  const outcomes = await db
    .selectFrom('audit_outcomes')
    .selectAll()
    .where(
      'attempt_id',
      'in',
      attempts.map(({ id }) => id),
    )
    .orderBy('nth')
    .execute()
  const byAttempt = Map.groupBy(outcomes, ({ attempt_id }) => attempt_id)
  const entries = attempts.map(({ id, seq, at }) => {
    return { seq, newest_seq: byAttempt.get(id)?.at(-1)?.seq ?? seq, at }
  })
  await db.insertInto('audit_entries').values(entries).execute()
  const actors = await actorsOf(db, attempts)
  return attempts.map((attempt) => {
    const own = byAttempt.get(attempt.id) ?? []
    const terms = [
      ...termsOfAttempt(attempt, actors.get(personOf(attempt)) ?? 0),
      ...own.flatMap(termsOfOutcome),
      outcomeTerm(own.at(-1)?.outcome ?? 'pending'),
    ]
    return { seq: attempt.seq, at: attempt.at, terms }
  })
}

type Person = Pick<AuditAttemptTable, 'account_id' | 'actor_id' | 'actor_name' | 'actor_email'>

const personOf = ({ account_id, actor_id, actor_name, actor_email }: Person) =>
  JSON.stringify([account_id, actor_id, actor_name, actor_email])

async function actorsOf(db: Db, attempts: readonly Person[]): Promise<Map<string, number>> {
  const numbers = new Map<string, number>()
  for (const attempt of attempts) {
    const person = personOf(attempt)
    if (numbers.has(person)) continue
    const { account_id, actor_id: id, actor_name: name, actor_email: email } = attempt
    numbers.set(person, await actorNumber(db, account_id, { id, name, email }))
  }
  return numbers
}
