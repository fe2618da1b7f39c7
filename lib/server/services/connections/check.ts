import 'server-only'
import type { Connection } from '@/lib/schemas/connection'
import type { RequestContext, ServiceContext } from '@/lib/server/context'
import { replaceKey } from '@/lib/server/credential'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import {
  type ConnectionRow,
  type ConnectionWithCredential,
  holdConnection,
  updateConnection,
} from '@/lib/server/db/connections'
import { expireCredential } from '@/lib/server/db/credentials'
import { holdTeam, raiseTeamVersion } from '@/lib/server/db/grants'
import { UpstreamError } from '@/lib/server/errors'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import { log } from '@/lib/server/log'
import { keyOf } from '@/lib/server/sealed-tokens'
import { assertFewTests } from '../destinations/test-limit'
import { showOne } from './list'
import { look, type Seen } from './look'
import { ownConnection } from './show'
import { asSeen } from './update'

/** Looks again what a connection's key is good for; a refusal is an answer, not an error. Throws NotFoundError. */
export async function checkConnection(ctx: ServiceContext, id: string): Promise<Connection> {
  await assertFewTests(ctx)
  const connection = await ownConnection(ctx, id)
  return showOne(await lookAgain({ ...ctx, deadlineMs: ctx.deadlineMs - 1_000 }, connection))
}

/** Looks at a connection and writes down what it finds. */
export async function lookAgain(
  request: Pick<RequestContext, 'deadlineMs' | 'requestId'>,
  { credential, ...before }: ConnectionWithCredential,
): Promise<ConnectionRow> {
  const apiKey = keyOf(credential)
  const found = await foundOf(request, apiKey)
  const db = await getDb()
  return inTransaction(db, async (transaction) => {
    await holdTeam(transaction)
    const current = await holdConnection(transaction, before.id)
    // It was removed, or its key replaced, while IBM was asked: then this tells nothing of it.
    if (!current || keyOf(current.credential) !== apiKey) return current ?? before
    const { credential: _, ...known } = current
    const after: ConnectionRow = {
      ...known,
      checkedAt: Date.now(),
      ...(typeof found === 'string' ? { state: found } : asSeen(found)),
    }
    await updateConnection(transaction, after)
    if (found === 'refused') await expireCredential(transaction, known.credentialId)
    else if (found !== 'unreachable') {
      await replaceKey(transaction, known.credentialId, after.owner, found.token)
    }
    await raiseTeamVersion(transaction)
    return after
  })
}

async function foundOf(
  request: Pick<RequestContext, 'deadlineMs' | 'requestId'>,
  apiKey: string | null,
): Promise<Seen | 'refused' | 'unreachable'> {
  // Sealed with another secret: only the key itself, typed anew, helps.
  if (apiKey === null) return 'refused'
  try {
    return await look(request, apiKey)
  } catch (error) {
    if (error instanceof IamRefusal) return 'refused'
    if (!(error instanceof UpstreamError)) throw error
    log.info('connection_unreachable', { requestId: request.requestId, error })
    return 'unreachable'
  }
}
