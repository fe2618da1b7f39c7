import 'server-only'
import { randomUUID } from 'node:crypto'
import { getDb } from '@/lib/server/db/client'
import { findConnection, listConnections } from '@/lib/server/db/connections'
import { log } from '@/lib/server/log'
import { store } from '@/lib/server/store'
import { lookAgain } from './check'

/** How old the last look at a connection may be; a key that was revoked is noticed, and new instances are found, by then. */
const lookEveryMs = 10 * 60_000
const lookWithinMs = 25_000

/** Looks again at the connections that were not looked at for a while, one after the other. Never rejects. */
export async function lookDue(now = Date.now()): Promise<void> {
  try {
    for (const { id, checkedAt } of await listConnections(await getDb())) {
      if (now - checkedAt >= lookEveryMs) await lookAt(id)
    }
  } catch (error) {
    log.error('connections_not_looked_at', { error })
  }
}

async function lookAt(id: string): Promise<void> {
  const lease = await store().take(`look:${id}`, lookWithinMs + 5_000)
  if (!lease) return
  try {
    const connection = await findConnection(await getDb(), id)
    const request = { deadlineMs: Date.now() + lookWithinMs, requestId: randomUUID() }
    // Another process may have been here meanwhile.
    if (connection && Date.now() - connection.checkedAt >= lookEveryMs) {
      await lookAgain(request, connection)
    }
  } finally {
    await lease.release()
  }
}
