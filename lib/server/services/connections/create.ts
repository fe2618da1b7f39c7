import 'server-only'
import type { Connection, CreateConnectionInput } from '@/lib/schemas/connection'
import type { ServiceContext } from '@/lib/server/context'
import { keepCredential } from '@/lib/server/credential'
import { holdHead } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import { type ConnectionRow, insertConnection, listConnections } from '@/lib/server/db/connections'
import { createId } from '@/lib/server/db/id'
import { lendCredential } from '@/lib/server/db/settlements'
import { assertFewTests } from '../destinations/test-limit'
import { lookAtNew, recorded, refusedKey, warningsOf } from './keep'
import { showOne } from './list'
import type { Seen } from './look'
import { isOwnAccount } from './show'

/**
 * Connects an account by an API key, which is tried first. One without roles is kept and shows what it lacks. Throws
 * ValidationError at `apiKey` for a key that IAM refuses, or of an account that the person does not administer.
 */
export async function createConnection(
  ctx: ServiceContext,
  { name, apiKey }: CreateConnectionInput,
): Promise<Connection> {
  await assertFewTests(ctx)
  const seen = await lookAtNew(ctx, apiKey)
  if (!isOwnAccount(ctx, seen.row.accountId)) {
    throw refusedKey('This key belongs to another account than the one you are signed in to.')
  }
  const row = await insertSeen(ctx, createId(), name, seen, apiKey)
  const others = await listConnections(await getDb())
  return { ...(await showOne(row)), warnings: warningsOf(row, others) }
}

/** Keeps what was seen of a new key, with its record. Writes that were left without a right are looked for with this one. */
export async function insertSeen(
  author: Parameters<typeof recorded>[0],
  id: string,
  name: string,
  { token, row: seen }: Seen,
  apiKey: string,
): Promise<ConnectionRow> {
  const now = Date.now()
  const base = { ...seen, id, name, state: 'ok' as const, checkedAt: now, createdAt: now }
  return recorded(author, 'connection.create', async (db) => {
    const owner = { accountId: seen.accountId, iamId: seen.owner }
    const after = { ...base, credentialId: await keepCredential(db, owner, token, apiKey) }
    await insertConnection(db, after)
    const instanceIds = seen.instances.map((instance) => instance.id)
    // As whoever writes down what became of them does.
    await holdHead(db)
    await lendCredential(db, seen.accountId, instanceIds, after.credentialId)
    return { before: null, after }
  })
}
