import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { Cutter } from '@/lib/testing/cutter'
import { collect } from '@/lib/testing/fleet'
import { FleetLife } from '@/lib/testing/fleet-life'
import { teamEnv } from '@/lib/testing/team'
import { Chance } from '@/lib/testing/test-chance'
import { describeWorlds } from '@/lib/testing/world'

const roundsAStep = 3
/** The first round of a step has at least so many writes, and hardly more than twice as many. */
const leastWrites = 12

describeWorlds(
  'a collector whose database goes away while it writes',
  (world) => {
    const life = new FleetLife(world)

    async function zones() {
      const db = await world.db()
      return db.selectFrom('fleet_zones').selectAll().where('is_without', '=', 0).execute()
    }
    const stillDue = async () => (await zones()).filter(({ due_at }) => due_at === 0).length
    // It is the fault of none of them.
    const failed = async () => (await zones()).filter(({ failures }) => failures > 0).length

    it('loses no change and writes none twice when all connections are cut, again and again', async ({
      skip,
    }) => {
      const { DATABASE_URL: databaseUrl } = process.env
      if (!databaseUrl) return skip('SQLite has no connections.')
      const chance = new Chance()
      const cutter = new Cutter(chance)
      await cutter.open(world, databaseUrl)
      await life.begin()
      let interrupted = 0
      const cut = await life.live(async () => {
        for (let round = 0; round < roundsAStep; round++) {
          cutter.arm(1 + chance.below(round === 0 ? leastWrites : 2 * leastWrites))
          await collect()
          const db = await world.db()
          await cutter.rest(db)
          if ((await stillDue()) > 0) interrupted++
          // A lease that could not be given back would end by itself in 20 s.
          await db.deleteFrom('shared_notes').where('name', 'like', 'lease collect%').execute()
        }
        await collect()
        expect([await stillDue(), await failed()], `${chance}`).toEqual([0, 0])
      })
      expect(cutter.cuts, `${chance}`).toBeGreaterThanOrEqual(FleetLife.steps)
      expect(interrupted, `${chance}`).toBeGreaterThan(0)
      expect(cut, `${chance}`).toEqual(await life.undisturbed())
      await cutter.close()
    }, 240_000)

    it('loses no change and writes none twice when its disk is full, again and again', async ({
      skip,
    }) => {
      skip(process.env.DATABASE_URL !== undefined, 'A size of its own has SQLite alone.')
      await life.begin()
      let refused = 0
      const full = await life.live(async () => {
        const db = await world.db()
        // No room is left in its pages either.
        await sql`vacuum`.execute(db)
        const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
        await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db)
        for (let round = 0; round < roundsAStep; round++) {
          await collect()
          if ((await stillDue()) > 0) refused++
        }
        await sql.raw('pragma max_page_count = 4294967294').execute(db)
        await collect()
        expect([await stillDue(), await failed()]).toEqual([0, 0])
      })
      expect(refused).toBeGreaterThan(4)
      expect(full).toEqual(await life.undisturbed())
    }, 240_000)
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
