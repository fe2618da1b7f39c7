import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, it, vi } from 'vitest'
import { type Child, startChild } from '@/lib/server/db/test-child'
import { collect } from '@/lib/testing/fleet'
import { FleetLife } from '@/lib/testing/fleet-life'
import { teamEnv } from '@/lib/testing/team'
import { Chance } from '@/lib/testing/test-chance'
import { describeWorlds } from '@/lib/testing/world'

/** A reading, and sometimes log retention as well. */
const mostRequests = 2 * FleetLife.jobCount

/** After how many requests to IBM a process dies at a step, and how many ms after that. */
type Death = (step: number) => { requests: number; ms: number }

/** A process of its own that does one round and says so. */
const aRound = (): Child =>
  startChild(
    { dataDir: '' },
    `const { collectDue } = await load('../services/collector/background')
     const { closeDb } = await load('client')
     await collectDue()
     await closeDb()
     say('done')
     process.exit()`,
  )

/** A data directory is one process's at a time. */
async function closeOurs(): Promise<void> {
  const { closeDb } = await import('@/lib/server/db/client')
  await closeDb()
}

describeWorlds(
  'a collector that is killed',
  (world) => {
    const life = new FleetLife(world)
    beforeEach(() => life.begin(), 60_000)

    /** A life in which a process dies at every step, and another one goes on. */
    function killedLife(death: Death) {
      return life.live(async (step) => {
        await closeOurs()
        const child = aRound()
        const { requests, ms } = death(step)
        const asked = () => world.simulator.requests.list().length
        const before = asked()
        const reached = () => asked() - before >= requests
        const ended = child.rest()
        await Promise.race([ended, vi.waitUntil(reached, { interval: 1, timeout: 30_000 })])
        // Between the last answer and the end of the transaction that keeps it.
        await Promise.race([ended, sleep(ms)])
        await child.kill()
        // Its lease would end by itself in 20 s.
        const db = await world.db()
        await db.deleteFrom('shared_notes').where('name', 'like', 'lease collect%').execute()
        await collect()
      })
    }

    const chance = new Chance()
    const deaths: [string, Death][] = [
      [
        'after each part of its requests',
        (step) => ({ requests: (step * 7) % mostRequests, ms: 0 }),
      ],
      [
        'ten times at random',
        () => ({ requests: chance.below(mostRequests), ms: chance.below(40) }),
      ],
    ]
    it.each(deaths)(
      '%s, loses no change and writes none twice',
      async (_, death) => {
        const killed = await killedLife(death)
        expect(killed, `${chance}`).toEqual(await life.undisturbed())
        for (const { spans, events } of killed) {
          expect(spans.length).toBeGreaterThan(4)
          expect(events.length).toBeGreaterThan(4)
        }
      },
      240_000,
    )

    it('is followed by another process within 30 seconds', async () => {
      await (await world.db()).updateTable('fleet_zones').set({ due_at: 0 }).execute()
      await closeOurs()
      const child = aRound()
      const lists = () =>
        world.sent('cis', 'GET').filter((path) => path.endsWith('/logpush/jobs')).length
      lists()
      let asked = 0
      const reached = () => {
        asked += lists()
        return asked > 0
      }
      const ended = child.rest()
      await Promise.race([ended, vi.waitUntil(reached, { interval: 1, timeout: 30_000 })])
      await child.kill()
      // A round begins every second.
      world.letTimePass(28_000)
      lists()
      await collect()
      expect(lists()).toBeGreaterThan(0)
      const zones = await (await world.db())
        .selectFrom('fleet_zones')
        .select('due_at')
        .where('is_without', '=', 0)
        .execute()
      expect(zones.filter(({ due_at }) => due_at === 0)).toEqual([])
    }, 60_000)
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
