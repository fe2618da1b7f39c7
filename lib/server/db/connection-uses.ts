import 'server-only'
import { holdHead } from './audit-chain'
import type { Db } from './client'

/** What waits for, or goes on with, a connection. */
export type Uses = {
  /** Change requests that wait on instances which no other connection reaches. */
  changeRequests: number
  moves: number
  writes: number
}

export async function countUses(
  db: Db,
  credentialId: string,
  instanceIds: readonly string[],
): Promise<Uses> {
  const [changeRequests, moves, writes] = await Promise.all([
    instanceIds.length === 0
      ? []
      : db
          .selectFrom('change_requests')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('status', '=', 'waiting')
          .where('instance_id', 'in', instanceIds)
          .execute(),
    db
      .selectFrom('moves')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('credential_id', '=', credentialId)
      .where('ended_at', 'is', null)
      .execute(),
    db
      .selectFrom('settlements')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('credential_id', '=', credentialId)
      .execute(),
  ])
  const of = (rows: { count: number }[]) => Number(rows[0]?.count ?? 0)
  return { changeRequests: of(changeRequests), moves: of(moves), writes: of(writes) }
}

/** What goes on in an instance with one credential, and another one that reaches it. */
export type Handing = { instanceId: string; from: string; to: string }

/** Hands over what goes on. As elsewhere moves are locked before the head of the audit, and writes to be settled after it. */
export async function handOver(db: Db, handings: readonly Handing[]): Promise<void> {
  for (const one of handings) await handOverIn(db, 'moves', one)
  await holdHead(db)
  for (const one of handings) await handOverIn(db, 'settlements', one)
}

async function handOverIn(
  db: Db,
  table: 'moves' | 'settlements',
  { instanceId, from, to }: Handing,
): Promise<void> {
  await db
    .updateTable(table)
    .set({ credential_id: to })
    .where('credential_id', '=', from)
    .where('instance_id', '=', instanceId)
    .execute()
}
