import 'server-only'
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

/** Hands what goes on in an instance with one credential over to another one that reaches it. */
export async function handOver(
  db: Db,
  instanceId: string,
  from: string,
  to: string,
): Promise<void> {
  for (const table of ['moves', 'settlements'] as const) {
    await db
      .updateTable(table)
      .set({ credential_id: to })
      .where('credential_id', '=', from)
      .where('instance_id', '=', instanceId)
      .execute()
  }
}
