import { connect } from './team'
import type { World } from './world'

/** A connection as its last look left it. @returns its id */
export async function plantConnection(
  world: World,
  {
    accountId,
    instanceIds = [],
    expiresAt = null,
  }: { accountId?: string; instanceIds?: readonly string[]; expiresAt?: number | null },
): Promise<string> {
  const { raiseTeamVersion } = await import('@/lib/server/db/grants')
  const id = await connect(world)
  const db = await world.db()
  await db
    .updateTable('connections')
    .set({
      expires_at: expiresAt,
      instances_json: JSON.stringify(instanceIds.map((one) => ({ id: one, name: one }))),
      ...(accountId !== undefined && { account_id: accountId }),
    })
    .where('id', '=', id)
    .execute()
  await raiseTeamVersion(db)
  return id
}
