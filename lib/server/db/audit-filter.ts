import 'server-only'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type ActivityOutcome, activityAction, activityOutcome } from '@/lib/schemas/activity'
import { findActors } from './audit-actor'
import type { AuditFilter } from './audit-list'
import type { Db } from './client'

/**
 * What the keys of the indexes of audit_entries are put together of: the instance, then one of zone, job and actor or
 * none of them, then both action and outcome or neither. `seq` follows, so the end of a key is a page.
 */
const keyColumns = ['instance_id', 'zone_id', 'job_id', 'actor_no', 'action', 'outcome'] as const
type Column = (typeof keyColumns)[number]
type Ends = Map<Column, readonly (string | number)[]>
type Condition = RawBuilder<SqlBool>

export type Stretch = {
  /** How many at most. */
  limit: number
  /** Only numbers below this one. */
  below?: number
  /** Attempts without an outcome made after this are pending, others unknown; epoch ms. */
  pendingSince: number
}

/** What more people than this did is met soon enough on the way through what all did. */
const mostEnds = 1_000

/**
 * The numbers of the newest entries that a filter lets through, newest first. An index is in the order of a page for
 * one instance, person, action and outcome only: of several, each end is read, and the ends are merged.
 */
export async function newestEntries(
  db: Db,
  filter: AuditFilter,
  stretch: Stretch,
): Promise<number[]> {
  const { accountId, instanceIds, zoneId, jobId, action, outcome, actor } = filter
  const ends: Ends = new Map([['instance_id', instanceIds]])
  const rest = [is('account_id', [accountId])]
  if (jobId) ends.set('job_id', [jobId])
  else if (zoneId) ends.set('zone_id', [zoneId])
  if (jobId && zoneId) rest.push(is('zone_id', [zoneId]))
  if (jobId) {
    // What was done to one job is soon read through.
    if (action) rest.push(is('action', [action]))
    if (outcome) rest.push(is('outcome', storedAs(outcome)))
  } else if (action || outcome) {
    ends.set('action', action ? [action] : activityAction.options)
    ends.set('outcome', outcome ? storedAs(outcome) : activityOutcome.options)
  }
  if (actor) {
    const people = await findActors(db, accountId, actor)
    const isPlaced = ends.has('job_id') || ends.has('zone_id')
    if (isPlaced || countOf(ends) * people.length > mostEnds) rest.push(is('actor_no', people))
    else ends.set('actor_no', people)
  }
  if (outcome) rest.push(...ageOf(outcome, stretch.pendingSince))
  if (stretch.below !== undefined) rest.push(sql`e.seq < ${stretch.below}`)
  return mergedEnds(db, ends, rest, stretch.limit)
}

/** Of many ends only a few rows each are read at first; they tell how far down the others have to be read. */
async function mergedEnds(db: Db, ends: Ends, rest: Condition[], limit: number): Promise<number[]> {
  if (countOf(ends) === 0) return []
  const merged = (lists: number[][]) => newestFirst(lists.flat()).slice(0, limit)
  const few = Math.min(limit, Math.ceil((2 * limit) / countOf(ends)))
  const first = await readEnds(db, ends, rest, few)
  const found = merged(first)
  const lowest = found[limit - 1] ?? 0
  const isWhole = (list: number[]) => list.length < few || (list.at(-1) ?? 0) < lowest
  if (few === limit || first.every(isWhole)) return found
  return merged(await readEnds(db, ends, [...rest, sql`e.seq >= ${lowest}`], limit))
}

/** The newest numbers of each end. */
async function readEnds(db: Db, ends: Ends, rest: Condition[], limit: number): Promise<number[][]> {
  const lists = [...ends].map(([column, values]) => {
    return sql`(values ${sql.join(values.map((value) => sql`(${String(value)})`))}) as ${endsOf(column)}`
  })
  const columns = keyColumns.filter((column) => ends.has(column))
  const key = joined(columns.map((column) => partOf(column)))
  const wanted = joined(columns.map((column) => sql`${endsOf(column)}.column1`))
  const { rows: found } = await sql<{ seqs: string | null }>`
    select (
      select string_agg(cast(seq as text), ',') from (
        select e.seq from audit_entries as e
        where ${sql.join([sql`${key} = ${wanted}`, ...rest], sql` and `)}
        order by e.seq desc limit ${limit}
      ) as newest
    ) as seqs
    from ${sql.join(lists, sql` cross join `)}`.execute(db)
  return found.map(({ seqs }) => newestFirst(seqs?.split(',').map(Number) ?? []))
}

const newestFirst = (seqs: number[]) => seqs.sort((one, other) => other - one)

const endsOf = (column: Column) => sql.ref(`ends_${column}`)
const joined = (parts: RawBuilder<unknown>[]) => sql.join(parts, sql` || '/' || `)

/** To the letter as the indexes have it. */
const partOf = (column: Column) =>
  column === 'actor_no' ? sql`cast(e.actor_no as text)` : sql`e.${sql.ref(column)}`

const countOf = (ends: Ends) =>
  [...ends.values()].reduce((product, { length }) => product * length, 1)

function is(column: string, values: readonly (string | number)[]): Condition {
  return values.length === 0 ? sql`1 = 0` : sql`e.${sql.ref(column)} in (${sql.join(values)})`
}

function storedAs(outcome: ActivityOutcome): ActivityOutcome[] {
  return outcome === 'unknown' ? ['unknown', 'pending'] : [outcome]
}

/** In a form of which PostgreSQL has no statistics: where it expects no row to be that old, it sorts all there are. */
function ageOf(outcome: ActivityOutcome, pendingSince: number): Condition[] {
  if (outcome === 'pending') return [sql`e.at + 0 > ${pendingSince}`]
  if (outcome === 'unknown') return [sql`(e.outcome <> 'pending' or e.at + 0 <= ${pendingSince})`]
  return []
}
