import 'server-only'
import type { Connection, UpdateConnectionInput } from '@/lib/schemas/connection'
import type { ServiceContext } from '@/lib/server/context'
import { replaceKey } from '@/lib/server/credential'
import { getDb } from '@/lib/server/db/client'
import {
  type ConnectionRow,
  chooseConnectionFor,
  holdConnection,
  listConnections,
  updateConnection,
} from '@/lib/server/db/connections'
import { NotFoundError, ValidationError } from '@/lib/server/errors'
import { sawInstance } from '../admission/answering'
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
  const known = await ownConnection(ctx, id)
  let seen: Seen | null = null
  if (apiKey !== undefined) {
    await assertFewTests(ctx)
    seen = await lookAtNew(ctx, apiKey)
    assertSameAccount(known, seen)
  }
  let after: ConnectionRow = known
  const isSame = name === undefined || name === known.name
  if (!isSame || seen || answersFor) {
    after = await recorded(ctx, 'connection.update', async (db) => {
      // Trying the key took a while: what others changed meanwhile stays.
      const held = await holdConnection(db, id)
      if (!held) throw new NotFoundError('connection')
      const { credential: _, ...before } = held
      const after: ConnectionRow = {
        ...before,
        ...(name !== undefined && { name }),
        ...(seen && asSeen(seen)),
      }
      assertSeen(after, answersFor)
      await updateConnection(db, after)
      if (seen && apiKey !== undefined) {
        await replaceKey(db, after.credentialId, after.owner, seen.token, apiKey)
      }
      if (answersFor) await chooseConnectionFor(db, id, answersFor)
      return { before, after }
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

function assertSeen(row: ConnectionRow, answersFor: readonly string[] = []): void {
  const errors = answersFor.flatMap((wanted, at) =>
    sawInstance(row, wanted)
      ? []
      : [{ path: `answersFor.${at}`, message: 'This connection does not see that instance' }],
  )
  if (errors.length > 0) throw new ValidationError(errors)
}
