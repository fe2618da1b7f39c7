import 'server-only'
import { actorText } from './audit-actor'
import { type Cut, cutAction } from './audit-cut'
import { chainStart, hashOf } from './audit-hash'
import { type ChainRow, readChain } from './audit-rows'
import { indexProblem } from './audit-verify-index'
import type { Db } from './client'
import { fromJsonText } from './json'
import type { AuditHeadTable } from './schema'

/** What is wrong, as a sentence that names the row; or how many rows were walked, and the hash of the last. */
export type Verdict =
  | { ok: true; rows: number; head: { seq: number; hash: string }; cutSeq: number }
  | { ok: false; problem: string }

/**
 * Walks the chain from its beginning, or from where it was cut off, to the head as it is now. Takes no lock and keeps no
 * transaction open: the app may go on writing, and cutting. Memory does not grow with the rows.
 * @param expected a hash that was noted earlier: it has to be that of a row, or of the last one that was cut off
 */
export async function verifyAudit(db: Db, expected?: string): Promise<Verdict> {
  const { head, beyond } = await readHead(db)
  if (!head) return bad('The head of the audit is missing (audit_head).')
  if (beyond !== null && beyond > head.seq) {
    return bad(
      `Row ${beyond} stands beyond the head, which is row ${head.seq}: it was added beside the chain, or the head was changed.`,
    )
  }
  let isExpectedMet = expected === undefined
  const met = (hash: string) => {
    isExpectedMet ||= hash === expected
  }
  let last = { seq: head.cut_seq, hash: head.cut_seq === 0 ? chainStart : head.cut_hash }
  met(last.hash)
  let rows = 0
  let told: Cut | null = null
  for await (const batch of readChain(db, head.cut_seq, head.seq)) {
    const cut = await cutNow(db)
    for (const one of batch) {
      // Cut off meanwhile: the chain begins behind it now.
      if (one.row.seq !== last.seq + 1 && cut.seq > last.seq) last = cut
      if (one.row.seq <= last.seq && one.row.seq <= cut.seq) continue
      const problem = problemOf(one, last)
      if (problem) return bad(problem)
      last = { seq: one.row.seq, hash: one.row.hash }
      met(last.hash)
      told = cutIn(one) ?? told
      rows += 1
    }
    const problem = await entryProblem(db, batch, (await cutNow(db)).seq)
    if (problem) return bad(problem)
  }
  const cut = await cutNow(db)
  if (cut.seq > last.seq) last = cut
  if (last.seq < head.seq) {
    return bad(missing(last.seq + 1, `the head is row ${head.seq}`))
  }
  if (cut.seq < head.seq && last.hash !== head.hash) {
    return bad(
      `Row ${last.seq} is not the one that the head names: it was replaced, or the head was changed.`,
    )
  }
  // Of a cut that was made meanwhile the row stands beyond the head as it was.
  if (
    cut.seq === head.cut_seq &&
    cut.seq > 0 &&
    (told?.last !== cut.seq || told.hash !== cut.hash)
  ) {
    return bad(
      `Rows up to ${cut.seq} were removed, and no row says that this was done because of their age (${cutAction}): somebody else removed them, or a version of this app that wrote none.`,
    )
  }
  const entry = await strayEntry(db, head)
  const hidden = entry ?? (await indexProblem(db, cut.seq + 1, head.seq))
  if (hidden) return bad(hidden)
  if (!isExpectedMet) {
    return bad(
      `No row has the expected hash ${expected}: row ${head.seq}, the newest, has ${head.hash}. Rows were removed or rewritten since it was noted.`,
    )
  }
  return { ok: true, rows, head: { seq: head.seq, hash: head.hash }, cutSeq: cut.seq }
}

const bad = (problem: string): Verdict => ({ ok: false, problem })

const missing = (seq: number, why: string) => `Row ${seq} is missing: ${why}.`

type Link = { seq: number; hash: string }

/** In one statement, so that a row that is written meanwhile stands neither beyond the head nor before it. */
async function readHead(
  db: Db,
): Promise<{ head: AuditHeadTable | undefined; beyond: number | null }> {
  const row = await db
    .selectFrom('audit_head')
    .selectAll()
    .select((eb) => [
      eb
        .selectFrom('audit_attempts')
        .select((of) => of.fn.max('seq').as('seq'))
        .as('attempts'),
      eb
        .selectFrom('audit_outcomes')
        .select((of) => of.fn.max('seq').as('seq'))
        .as('outcomes'),
    ])
    .executeTakeFirst()
  if (!row) return { head: undefined, beyond: null }
  const { attempts, outcomes, ...head } = row
  return { head, beyond: Math.max(attempts ?? 0, outcomes ?? 0) || null }
}

/** What a row says about a cut; null: it is about something else. */
function cutIn({ table, row }: ChainRow): Cut | null {
  if (table !== 'audit_attempts' || row.action !== cutAction) return null
  // Written by cutBefore, in the form of its type; what else it may hold is no number and no hash that fits.
  return fromJsonText(row.after_json) as Cut | null
}

async function cutNow(db: Db): Promise<Link> {
  const row = await db
    .selectFrom('audit_head')
    .select(['cut_seq as seq', 'cut_hash as hash'])
    .executeTakeFirst()
  return row ?? { seq: 0, hash: chainStart }
}

function nameOf({ row }: ChainRow): string {
  return 'attempt_id' in row
    ? `Row ${row.seq} (outcome ${row.nth} of attempt ${row.attempt_id})`
    : `Row ${row.seq} (attempt ${row.id}, ${row.action}, ${new Date(row.at).toISOString()})`
}

function problemOf(one: ChainRow, last: Link): string | null {
  const { seq, hash } = one.row
  if (seq === last.seq)
    return `${nameOf(one)} is there twice: one of the two was added beside the chain.`
  if (seq !== last.seq + 1) return missing(last.seq + 1, `${nameOf(one)} follows row ${last.seq}`)
  if (hashOf(last.hash, one.table, one.row) === hash) return null
  return `${nameOf(one)} does not fit its hash and the row before it: it was altered, or put in another's place.`
}

/** What the pages are made of, and the filter by actor: they change with outcomes, so they are no part of the chain. */
async function entryProblem(
  db: Db,
  batch: readonly ChainRow[],
  cutSeq: number,
): Promise<string | null> {
  const attempts = batch.filter((one) => one.table === 'audit_attempts' && one.row.seq > cutSeq)
  const [first, last] = [attempts[0]?.row.seq, attempts.at(-1)?.row.seq]
  if (first === undefined || last === undefined) return null
  const entries = await db
    .selectFrom('audit_entries as e')
    .leftJoin('audit_attempts as a', 'a.seq', 'e.seq')
    .select(['e.seq', 'e.at', 'e.newest_seq', 'a.at as attempt_at'])
    .select((eb) =>
      eb
        .selectFrom('audit_outcomes as o')
        .select((of) => of.fn.max('o.seq').as('seq'))
        .whereRef('o.attempt_id', '=', 'a.id')
        .as('outcome_seq'),
    )
    .where('e.seq', '>=', first)
    .where('e.seq', '<=', last)
    .execute()
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]))
  const people = new Map<string, string>()
  for (const one of attempts) {
    if (one.table !== 'audit_attempts') continue
    const { row } = one
    const entry = bySeq.get(row.seq)
    if (!entry && row.seq <= (await cutNow(db)).seq) continue
    if (!entry) return `${nameOf(one)} is kept from the pages: it has no entry (audit_entries).`
    const newest = entry.outcome_seq ?? row.seq
    if (entry.at !== row.at || entry.newest_seq !== newest) {
      return `${nameOf(one)} is shown otherwise than the audit has it: its entry was altered (audit_entries).`
    }
    people.set(
      JSON.stringify([
        row.account_id,
        row.actor_id,
        actorText({ name: row.actor_name, email: row.actor_email }),
      ]),
      nameOf(one),
    )
  }
  for (const [person, name] of people) {
    const [account_id, actor_id, text] = JSON.parse(person)
    const known = await db
      .selectFrom('audit_actors')
      .select('no')
      .where('account_id', '=', account_id)
      .where('actor_id', '=', actor_id)
      .where('text', '=', text)
      .executeTakeFirst()
    if (!known)
      return `${name} is kept from the filter by person: its actor was altered or removed (audit_actors).`
  }
  return null
}

/** An entry of no attempt would show a row that never was. */
async function strayEntry(db: Db, head: AuditHeadTable): Promise<string | null> {
  const stray = await db
    .selectFrom('audit_entries as e')
    .leftJoin('audit_attempts as a', 'a.seq', 'e.seq')
    .select('e.seq')
    .where('e.seq', '>', head.cut_seq)
    .where('e.seq', '<=', head.seq)
    .where('a.seq', 'is', null)
    .orderBy('e.seq')
    .limit(1)
    .executeTakeFirst()
  if (!stray || stray.seq <= (await cutNow(db)).seq) return null
  return `Entry ${stray.seq} has no attempt in the audit (audit_entries).`
}
