import 'server-only'
import { randomUUID } from 'node:crypto'
import { getDb } from '@/lib/server/db/client'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { store } from '@/lib/server/store'
import { type Connection, currentTeam } from '@/lib/server/team'
import { answering } from '../admission/answering'
import { teamOwner } from './owner'
import { runSource, type Source } from './run'

/** One process reads for a connection at a time; whoever was killed is followed by another after this. */
const leaseMs = 20_000
const runMs = 12_000

const state = () => singleton('collector', () => ({ isRunning: false }))

/** Reads what is due of every connection. Never rejects; a round that is still under way is not begun again. */
export async function collectDue(): Promise<void> {
  const current = state()
  if (current.isRunning || env().COLLECTOR_BUDGET_SHARE === 0) return
  current.isRunning = true
  try {
    const { connections } = await currentTeam()
    const results = await Promise.allSettled(
      connections.map((connection) => collect(sourceOf(connection, connections.length === 1))),
    )
    for (const result of results) {
      if (result.status === 'rejected') log.error('collector_failed', { error: result.reason })
    }
  } catch (error) {
    log.error('collector_failed', { error })
  } finally {
    current.isRunning = false
  }
}

function sourceOf({ id, right }: Connection, isOnly: boolean): Source {
  const request = () => ({
    requestId: randomUUID(),
    deadlineMs: Date.now() + runMs,
    arrivedAt: performance.now(),
    address: 'unknown',
  })
  return {
    owner: teamOwner,
    credential: right,
    connectionId: id,
    isOnly,
    isOurs: async (instanceId) => (await answering(request(), instanceId))?.connectionId === id,
  }
}

async function collect(source: Source): Promise<void> {
  const lease = await store().take(`collect:${source.credential.id}`, leaseMs)
  if (!lease) return
  try {
    await runSource(await getDb(), source, Date.now() + runMs)
  } finally {
    await lease.release()
  }
}
