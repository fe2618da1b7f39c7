import 'server-only'
import { actorText } from './audit-actor'
import { type Cut, cutAction } from './audit-cut'
import { chainStart, hashOf } from './audit-hash'
import type { ChainRow } from './audit-rows'
import type { Db } from './client'
import { fromJsonText } from './json'

/** A row of the chain by its number and its hash, which the next one stands on. */
export type Link = { seq: number; hash: string }

export const missing = (seq: number, why: string) => `Row ${seq} is missing: ${why}.`

/** What a row says about a cut; null: it is about something else. */
export function cutIn({ table, row }: ChainRow): Cut | null {
  if (table !== 'audit_attempts' || row.action !== cutAction) return null
  // Written by cutBefore, in the form of its type; what else it may hold is no number and no hash that fits.
  return fromJsonText(row.after_json) as Cut | null
}

/** Up to where rows were cut off because of their age. */
export async function cutNow(db: Db): Promise<Link> {
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

/** What is wrong with a row that follows another; null: nothing. */
export function problemOf(one: ChainRow, last: Link): string | null {
  const { seq, hash } = one.row
  if (seq === last.seq)
    return `${nameOf(one)} is there twice: one of the two was added beside the chain.`
  if (seq !== last.seq + 1) return missing(last.seq + 1, `${nameOf(one)} follows row ${last.seq}`)
  if (hashOf(last.hash, one.table, one.row) === hash) return null
  return `${nameOf(one)} does not fit its hash and the row before it: it was altered, or put in another's place.`
}

/** What the pages are made of, and the filter by actor: they change with outcomes, so they are no part of the chain. */
export async function entryProblem(
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
