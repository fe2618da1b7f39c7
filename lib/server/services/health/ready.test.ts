import { beforeAll, beforeEach, expect, it } from 'vitest'
import { connect, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

const byName = (body: unknown) => {
  const { checks } = body as { checks: { name: string; ok: boolean; detail: string }[] } // Judged by its schema.
  return Object.fromEntries(checks.map(({ name, ...rest }) => [name, rest]))
}

describeWorlds(
  'whether a process is ready',
  (world) => {
    const ask = () => world.visitor().call('ready')
    async function collect() {
      const { collectDue } = await import('@/lib/server/services/collector/background')
      await collectDue()
    }
    beforeAll(async () => {
      await world.db()
    })
    beforeEach(async () => {
      world.reset()
      const db = await world.db()
      for (const table of ['fleet_zones', 'fleet_heads', 'connections'] as const) {
        await db.deleteFrom(table).execute()
      }
    })

    it('does not ask for a collector where there is no connection', async () => {
      const { status, body } = await ask()
      expect(status).toBe(200)
      expect(body).toMatchObject({ status: 'ready' })
      expect(byName(body)).toEqual({
        database: { ok: true, detail: 'The database answers.' },
        migrations: { ok: true, detail: 'All tables are up to date.' },
        collector: { ok: true, detail: 'Not needed: there is no connection.' },
      })
    })

    it('is not before anything was read, and is after', async () => {
      await connect(world)
      const before = await ask()
      expect(before.status).toBe(503)
      expect(before.body).toMatchObject({ status: 'not_ready' })
      expect(byName(before.body).collector).toEqual({
        ok: false,
        detail: 'Nothing has been read yet.',
      })
      await collect()
      const after = await ask()
      expect(byName(after.body).collector).toMatchObject({ ok: true })
      expect(after.status).toBe(200)
    })

    it('is not once nobody reads any more, and says how old the picture is', async () => {
      await connect(world)
      await collect()
      const db = await world.db()
      const ago = Date.now() - 3 * 60 * 60_000
      await db
        .updateTable('fleet_zones')
        .set({ due_at: ago, read_at: ago, good_for_ms: 60_000 })
        .execute()
      const { status, body } = await ask()
      expect(status).toBe(503)
      expect(byName(body).collector?.detail).toContain('the oldest reading is 3 h old')
    })

    it('stays ready while IBM is away, for the dashboard says so itself', async () => {
      await connect(world)
      await collect()
      const db = await world.db()
      const ago = Date.now() - 3 * 60 * 60_000
      await db
        .updateTable('fleet_zones')
        .set({ due_at: Date.now() + 60_000, read_at: ago, failures: 9, error_code: '500' })
        .execute()
      expect((await ask()).status).toBe(200)
    })

    it('says which step of the tables is missing', async () => {
      const db = await world.db()
      const { sql } = await import('kysely')
      await sql`delete from kysely_migration where name = '0010_alerts'`.execute(db)
      const { status, body } = await ask()
      await sql`insert into kysely_migration (name, timestamp) values ('0010_alerts', '2026')`.execute(
        db,
      )
      expect(status).toBe(503)
      expect(byName(body).migrations).toEqual({ ok: false, detail: 'Not applied: 0010_alerts.' })
    })

    it('names no zone, instance or address to whoever asks', async () => {
      await connect(world)
      await collect()
      const { text } = await ask()
      for (const { name, id } of world.simulator.state.zones.values()) {
        expect(text).not.toContain(name)
        expect(text).not.toContain(id)
      }
    })
  },
  { env: teamEnv },
)
