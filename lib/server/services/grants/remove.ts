import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import { findGrant, raiseTeamVersion, removeGrant as remove } from '@/lib/server/db/grants'
import { NotFoundError } from '@/lib/server/errors'
import { administersAll } from '@/lib/server/rights'
import { namesOf } from './reach'
import { assertAdministered, recordGrant } from './record'

/** Takes a grant back; whoever had it loses it with their next request. */
export async function removeGrant(ctx: ServiceContext, id: string): Promise<void> {
  const db = await getDb()
  const known = await findGrant(db, id)
  if (!known || !administersAll(ctx)) throw new NotFoundError('grant')
  const names = await namesOf(ctx, [known.scope])
  await inTransaction(db, async (transaction) => {
    await raiseTeamVersion(transaction)
    const before = await findGrant(transaction, id)
    if (!before) throw new NotFoundError('grant')
    await assertAdministered(transaction, before, null)
    await remove(transaction, id)
    await recordGrant(transaction, ctx, 'grant.delete', { before }, names(before.scope))
  })
}
