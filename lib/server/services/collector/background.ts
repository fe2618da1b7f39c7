import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Credential } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { observed } from '@/lib/server/observe'
import { singleton } from '@/lib/server/singleton'
import { store } from '@/lib/server/store'
import { type Connection, currentTeam } from '@/lib/server/team'
import { answering } from '../admission/answering'
import { workOnFree } from '../under-way'
import { hasEnded } from './failed'
import { teamOwner } from './owner'
import { runSource, type Source } from './run'
import { unwatch, watching } from './watchers'

/** One process reads for a connection at a time; whoever was killed is followed by another after this. */
const leaseMs = 20_000
const runMs = 12_000

const state = () => singleton('collector', () => ({ underWay: new Set<string>() }))

/**
 * Reads what is due of every connection, each for itself. Resolves when what it began is through; never rejects. A source that
 * is still being read is not begun again.
 */
export async function collectDue(): Promise<void> {
  if (env().COLLECTOR_BUDGET_SHARE === 0) return
  try {
    const { connections } = await currentTeam()
    const sources = [
      ...connections.map((connection) => sourceOf(connection, connections.length === 1)),
      ...watching().map(ownSource),
    ]
    const keyOf = ({ owner, credential }: Source) => `${owner} ${credential.id}`
    await workOnFree(state().underWay, sources, keyOf, collect, (error, { owner }) => {
      if (hasEnded(error)) unwatch(owner)
      else log.error('collector_failed', { error })
    })
  } catch (error) {
    log.error('collector_failed', { error })
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
    isAnswered: async (instanceId) => (await answering(request(), instanceId)) !== null,
  }
}

function ownSource({ owner, credential }: { owner: string; credential: Credential }): Source {
  return {
    owner,
    credential,
    connectionId: null,
    isOnly: true,
    isOurs: async () => true,
    isAnswered: async () => true,
  }
}

async function collect(source: Source): Promise<void> {
  const lease = await store().take(`collect:${source.credential.id}`, leaseMs)
  if (!lease) return
  try {
    const db = await getDb()
    await observed(
      // Whose is nobody's to see here, and people are many.
      { kind: 'round', name: source.connectionId === null ? 'own' : 'team' },
      () => runSource(db, source, Date.now() + runMs),
      // Once a second it looks whether anything is due.
      (_, isBusy) => ({ outcome: isBusy ? 'ok' : 'idle' }),
    )
  } finally {
    await lease.release()
  }
}
