import 'server-only'
import { randomUUID } from 'node:crypto'
import { replaceKey } from '@/lib/server/credential'
import { getDb } from '@/lib/server/db/client'
import { holdConnection, listConnections, updateConnection } from '@/lib/server/db/connections'
import { env } from '@/lib/server/env'
import { NotFoundError } from '@/lib/server/errors'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import { log } from '@/lib/server/log'
import { keyOf } from '@/lib/server/sealed-tokens'
import { store } from '@/lib/server/store'
import { dashboardAuthor } from '../background-context'
import { insertSeen } from './create'
import { recorded } from './keep'
import { look } from './look'
import { asSeen } from './update'

/** Its id says where it comes from; and of several processes that start at once only one can make it. */
const id = 'environment'
const lookWithinMs = 25_000
const pausesSeconds = [5, 15, 60, 300]

/**
 * Makes the connection that IBMCLOUD_API_KEY names, or gives it the key that the variable has now. Nothing waits for it:
 * while IBM does not answer it is tried again. Resolves once it is there, or IAM refused the key. Never rejects.
 */
export async function connectEnvironment(): Promise<void> {
  const apiKey = env().IBMCLOUD_API_KEY
  if (apiKey === undefined) return
  for (let tries = 0; ; tries++) {
    try {
      await connect(apiKey)
      return
    } catch (error) {
      if (error instanceof IamRefusal) {
        log.error('environment_key_refused', { variable: 'IBMCLOUD_API_KEY', reason: error.reason })
        return
      }
      log.warn('environment_connection_postponed', { error })
    }
    const seconds = pausesSeconds[Math.min(tries, pausesSeconds.length - 1)] ?? 300
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref())
  }
}

/** One process at a time; whoever comes second finds what the first has done. */
async function connect(apiKey: string): Promise<void> {
  const lease = await store().take('environment-connection', 60_000, Date.now() + 60_000)
  try {
    const db = await getDb()
    const before = await listConnections(db)
    if (before.some(({ credential }) => keyOf(credential) === apiKey)) return
    const deadlineMs = Date.now() + lookWithinMs
    const seen = await look({ deadlineMs, requestId: randomUUID() }, apiKey)
    const { accountId, keyId, keyName } = seen.row
    const own = before.find((connection) => connection.id === id)
    if (own && own.accountId === accountId) {
      await recorded(dashboardAuthor(), 'connection.update', async (transaction) => {
        const held = await holdConnection(transaction, id)
        if (!held) throw new NotFoundError('connection')
        const { credential: _, ...former } = held
        const after = { ...former, ...asSeen(seen) }
        await updateConnection(transaction, after)
        await replaceKey(transaction, after.credentialId, after.owner, seen.token, apiKey)
        return { before: former, after }
      })
      log.info('environment_key_replaced', { connection: id, accountId })
      return
    }
    const isThere = ({ accountId: of, keyId: key }: (typeof before)[number]) =>
      of === accountId || (keyId !== null && key === keyId)
    // Somebody has connected the account by hand, and that counts.
    if (own || before.some(isThere)) {
      log.info('environment_connection_not_made', { reason: 'another connection', accountId })
      return
    }
    await insertSeen(dashboardAuthor(), id, keyName ?? `Account ${accountId}`, seen, apiKey)
    log.info('environment_connection_made', { connection: id, accountId })
  } finally {
    await lease?.release()
  }
}
