import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import { removeToken as remove } from '@/lib/server/db/tokens'
import { NotFoundError } from '@/lib/server/errors'
import { authorOf } from '../audited'
import { recordOf } from './to-token'

/** Revokes a token: from the next request on it is as unknown as any other. Administrators revoke everybody's. */
export async function removeToken(ctx: ServiceContext, id: string): Promise<void> {
  const { principal, administers } = ctx
  await inTransaction(await getDb(), async (transaction) => {
    const token = await remove(transaction, id, administers === 'all' ? null : principal.id)
    if (!token) throw new NotFoundError('token')
    await appendEvent(transaction, {
      ...authorOf(ctx),
      accountId: '',
      instanceId: '',
      action: 'token.delete',
      subject: token.name,
      before: { ...recordOf(token), id, personId: token.personId },
    })
  })
}
