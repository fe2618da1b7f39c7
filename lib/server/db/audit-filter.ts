import 'server-only'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { ActivityOutcome } from '@/lib/schemas/activity'
import { findActors } from './audit-actor'
import type { AuditFilter } from './audit-list'
import type { Db } from './client'
import type { Database } from './schema'

type Condition = (eb: ExpressionBuilder<Database, 'audit_entries'>) => Expression<SqlBool>

/** What one index holds in the order of a page: equalities, and conditions that nearly every row there meets. */
export type Branch = {
  where: [column: BranchColumn, value: string | number][]
  more: Condition[]
}
type BranchColumn =
  | 'account_id'
  | 'instance_id'
  | 'zone_id'
  | 'job_id'
  | 'action'
  | 'outcome'
  | 'actor_no'

/** SQLite takes at most 500 parts of one union. */
const branchesAtOnce = 200

/**
 * The branches whose newest rows together are the filter's newest rows, in as many lists as there are queries to be
 * made. An index is in the order of a page for one instance, one outcome and one person only; for several, each is
 * read from its own end.
 * @param pendingSince attempts without an outcome made after this are pending, others unknown; epoch ms
 */
export async function branchesOf(
  db: Db,
  filter: AuditFilter,
  pendingSince: number,
): Promise<Branch[][]> {
  const { accountId, instanceIds, zoneId, jobId, action, outcome, actor } = filter
  if (instanceIds.length === 0) return []
  const base: Branch = { where: [['account_id', accountId]], more: [] }
  if (zoneId) base.where.push(['zone_id', zoneId])
  if (jobId) base.where.push(['job_id', jobId])
  if (action) base.where.push(['action', action])
  let branches = instanceIds.map((id) => and(base, ['instance_id', id]))
  if (outcome) {
    const ways = outcomeWays(outcome, pendingSince)
    branches = branches.flatMap((branch) =>
      ways.map(({ is, more }) => and(branch, ['outcome', is], more)),
    )
  }
  if (actor) {
    const numbers = await findActors(db, accountId, actor)
    branches = branches.flatMap((branch) => numbers.map((no) => and(branch, ['actor_no', no])))
  }
  const lists = Math.ceil(branches.length / branchesAtOnce)
  return Array.from({ length: lists }, (_, at) =>
    branches.slice(at * branchesAtOnce, (at + 1) * branchesAtOnce),
  )
}

/** The numbers of the newest `limit` entries of these branches, below a number; a subquery. */
export function newestOf(
  db: Db,
  branches: readonly Branch[],
  limit: number,
  below: number | undefined,
) {
  const [first, ...others] = branches.map(({ where, more }) => {
    let query = db.selectFrom('audit_entries').select('seq')
    for (const [column, value] of where) query = query.where(column, '=', value)
    for (const condition of more) query = query.where(condition)
    if (below !== undefined) query = query.where('seq', '<', below)
    // A part of a union has no order of its own on either engine, a table that is derived has.
    const newest = query.orderBy('seq', 'desc').limit(limit)
    return db.selectFrom(newest.as('newest')).select('newest.seq')
  })
  if (!first) throw new RangeError('There is no branch.')
  const all = others.reduce((union, branch) => union.unionAll(branch), first)
  return db
    .selectFrom(all.as('branches'))
    .select('branches.seq')
    .orderBy('seq', 'desc')
    .limit(limit)
}

function and(branch: Branch, equality: Branch['where'][number], more: Condition[] = []): Branch {
  return { where: [...branch.where, equality], more: [...branch.more, ...more] }
}

function outcomeWays(
  outcome: ActivityOutcome,
  pendingSince: number,
): { is: ActivityOutcome; more: Condition[] }[] {
  if (outcome === 'pending') return [{ is: 'pending', more: [(eb) => eb('at', '>', pendingSince)] }]
  if (outcome !== 'unknown') return [{ is: outcome, more: [] }]
  return [
    { is: 'unknown', more: [] },
    { is: 'pending', more: [(eb) => eb('at', '<=', pendingSince)] },
  ]
}
