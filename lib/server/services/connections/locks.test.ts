import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/lib/server/db/client'
import { connect, signInPerson, teamEnv } from '@/lib/testing/team'
import { testDatabaseUrl } from '@/lib/testing/test-env'
import type { Visitor } from '@/lib/testing/visitor'
import { World } from '@/lib/testing/world'

describe.skipIf(!testDatabaseUrl)('the removal of a connection', () => {
  const world = new World()
  let admin: Visitor
  beforeAll(async () => {
    await world.open('postgres', { env: { ...teamEnv, ADMIN_GROUPS: 'admins' } })
    admin = await signInPerson(world, { subject: 'admin', groups: ['admins'] })
    return () => world.close()
  })

  /** Two connections that see one instance, and what goes on there with the older one. */
  async function begin() {
    const db = await world.db()
    const { findConnection, updateConnection } = await import('@/lib/server/db/connections')
    const { addSettlement } = await import('@/lib/server/db/settlements')
    const instances = [{ id: 'shared', name: 'shared' }]
    const ids = [await connect(world), await connect(world)]
    for (const id of ids) {
      const row = await findConnection(db, id)
      if (!row) throw new Error('There is no connection.')
      const { credential, ...connection } = row
      await updateConnection(db, { ...connection, instances })
      if (id !== ids[0]) continue
      await addSettlement(db, {
        attemptId: crypto.randomUUID(),
        accountId: row.accountId,
        instanceId: 'shared',
        zoneId: 'zone',
        credentialId: credential.id,
        dueAt: Number.MAX_SAFE_INTEGER,
        givenUpAt: Number.MAX_SAFE_INTEGER,
      })
    }
    return { db, id: ids[0] ?? '' }
  }

  async function isWaitedFor(db: Db, transaction: Db): Promise<void> {
    const own = sql<{ pid: number }>`select pg_backend_pid() as pid`
    const pid = (await own.execute(transaction)).rows[0]?.pid ?? 0
    const waiting = sql<{ count: number }>`
      select count(*) as count from pg_stat_activity where ${pid}::int = any(pg_blocking_pids(pid))`
    await expect
      .poll(async () => (await waiting.execute(db)).rows[0]?.count, { timeout: 5_000 })
      .toBe(1)
  }

  it.each<[string, (db: Db) => Promise<unknown>, (db: Db) => Promise<unknown>]>([
    [
      'whoever writes an outcome down',
      async (db) => (await import('@/lib/server/db/audit-chain')).holdHead(db),
      (db) => db.deleteFrom('settlements').execute(),
    ],
    [
      'whoever changes grants and connections',
      async (db) => (await import('@/lib/server/db/grants')).raiseTeamVersion(db),
      (db) =>
        db
          .updateTable('connections')
          .set((eb) => ({ name: eb.ref('name') }))
          .execute(),
    ],
  ])('waits for %s, who does not wait for it', async (_, first, then) => {
    const { db, id } = await begin()
    const { answer } = await db.transaction().execute(async (transaction) => {
      await first(transaction)
      const answer = admin.call('deleteConnection', { params: { id } })
      await isWaitedFor(db, transaction)
      await then(transaction)
      return { answer }
    })
    expect((await answer).status).toBe(204)
  })
})
