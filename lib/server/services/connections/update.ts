import 'server-only'
import type { Connection, UpdateConnectionInput } from '@/lib/schemas/connection'
import type { ServiceContext } from '@/lib/server/context'
import { replaceKey } from '@/lib/server/credential'
import { getDb } from '@/lib/server/db/client'
import {
  type ConnectionRow,
  chooseConnectionFor,
  listConnections,
  updateConnection,
} from '@/lib/server/db/connections'
import { ValidationError } from '@/lib/server/errors'
import { assertFewTests } from '../destinations/test-limit'
import { lookAtNew, recorded, refusedKey, warningsOf } from './keep'
import { showOne } from './list'
import type { Seen } from './look'
import { ownConnection } from './show'

/**
 * Renames a connection, replaces its key by another one of the same account, chooses it for instances that others see, too.
 * What goes on with it goes on with the new key. Throws NotFoundError, ValidationError at the member.
 */
export async function changeConnection(
  ctx: ServiceContext,
  id: string,
  { name, apiKey, answersFor }: UpdateConnectionInput,
): Promise<Connection> {
  const { credential: _, ...before } = await ownConnection(ctx, id)
  let seen: Seen | null = null
  if (apiKey !== undefined) {
    await assertFewTests(ctx)
    seen = await lookAtNew(ctx, apiKey)
    assertSameAccount(before, seen)
  }
  const after: ConnectionRow = {
    ...before,
    ...(name !== undefined && { name }),
    ...(seen && asSeen(seen)),
  }
  assertSeen(after, answersFor)
  const isSame = name === undefined || name === before.name
  if (!isSame || seen || answersFor) {
    await recorded(ctx, { action: 'connection.update', before, after }, async (db) => {
      await updateConnection(db, after)
      if (seen && apiKey !== undefined) {
        await replaceKey(db, after.credentialId, after.owner, seen.token, apiKey)
      }
      if (answersFor) await chooseConnectionFor(db, id, answersFor)
    })
  }
  const others = await listConnections(await getDb())
  return { ...(await showOne(after)), ...(seen && { warnings: warningsOf(after, others) }) }
}

/** What a good look tells, now. */
export const asSeen = ({ row }: Seen) => ({
  ...row,
  state: 'ok' as const,
  checkedAt: Date.now(),
})

function assertSameAccount(before: ConnectionRow, { row }: Seen): void {
  if (row.accountId === before.accountId) return
  throw refusedKey(
    `This key belongs to another account (${row.accountId}). A connection keeps its account; add a new connection instead.`,
  )
}

function assertSeen({ instances }: ConnectionRow, answersFor: readonly string[] = []): void {
  const errors = answersFor.flatMap((wanted, at) =>
    instances.some(({ id }) => id === wanted)
      ? []
      : [{ path: `answersFor.${at}`, message: 'This connection does not see that instance' }],
  )
  if (errors.length > 0) throw new ValidationError(errors)
}
