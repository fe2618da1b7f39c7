import { expect, it } from 'vitest'
import { adminEnv } from '@/lib/testing/team'
import { describeWorlds, type World } from '@/lib/testing/world'

async function lookOnce(world: World): Promise<void> {
  const { verifyDue } = await import('./background')
  const { readAuditCheck } = await import('@/lib/server/db/audit-checks')
  // By one batch at least each time.
  do await verifyDue()
  while ((await readAuditCheck(await world.db())).walk !== null)
}

describeWorlds(
  'the chain of the activity',
  (world) => {
    it('is looked at once a day, and administrators are told', async () => {
      const manager = await world.signIn()
      expect(await manager.ok('getActivityCheck')).toMatchObject({ state: 'unverified' })
      await lookOnce(world)
      const first = await manager.ok('getActivityCheck')
      expect(first).toMatchObject({ state: 'intact', problem: null })
      expect(first.upTo).toBeGreaterThan(0)

      await world.signIn()
      await lookOnce(world)
      expect(await manager.ok('getActivityCheck')).toEqual(first)
      world.letTimePass(24 * 60 * 60 * 1000)
      const again = await world.signIn()
      await lookOnce(world)
      const second = await again.ok('getActivityCheck')
      expect(second.upTo).toBeGreaterThan(first.upTo ?? 0)
    })

    it('that somebody altered is said with its row, in the log as well', async () => {
      const { setLogSink } = await import('@/lib/server/log')
      const { sql } = await import('kysely')
      const db = await world.db()
      const trigger = process.env.DATABASE_URL
        ? sql`alter table audit_attempts disable trigger user`
        : sql`drop trigger audit_attempts_no_update`
      await trigger.execute(db)
      await sql`update audit_attempts set actor_name = 'somebody else' where seq = 1`.execute(db)
      world.letTimePass(24 * 60 * 60 * 1000)
      const lines: string[] = []
      const restore = setLogSink((_, line) => lines.push(line))
      await lookOnce(world)
      restore()
      expect(lines.join('\n')).toContain('audit_not_intact')
      const manager = await world.signIn()
      expect(await manager.ok('getActivityCheck')).toMatchObject({
        state: 'broken',
        upTo: null,
        problem: expect.stringMatching(/^Row 1 \(/),
      })
    })
  },
  { env: adminEnv },
)
