import { beforeAll, expect, it } from 'vitest'
import { ApprovalScene } from '@/lib/testing/changes'
import { cosByKey } from '@/lib/testing/inputs'
import { Kill } from '@/lib/testing/kill'
import { teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

/** More writes than an approval has: what is killed later than it ends is not killed. */
const mostWrites = 60

describeWorlds(
  'a process that dies in the middle of an approval',
  (world) => {
    const s = new ApprovalScene(world)
    let kill: Kill
    beforeAll(() => {
      kill = new Kill()
    })

    async function statusOf(id: string): Promise<string | undefined> {
      const db = await world.db()
      const row = await db
        .selectFrom('change_requests')
        .select('status')
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.status
    }

    async function untilItEnds(id: string): Promise<string | undefined> {
      for (let round = 0; round < 8; round++) {
        const status = await statusOf(id)
        if (status === 'waiting' || status === 'carried_out' || status === 'failed') return status
        await s.later(round === 6 ? 27 * 3_600_000 : undefined)
      }
      return statusOf(id)
    }

    /** What was approved is done once, whoever does it; what was not is not. */
    async function killedAtEach(
      ask: () => Promise<string>,
      done: () => boolean,
      method: string,
    ): Promise<void> {
      let nth = 0
      for (let isKilled = true; isKilled && nth < mostWrites; ) {
        nth += 1
        await s.begin()
        const id = await ask()
        world.sent('cis')
        kill.arm(nth)
        const decision = { params: { id }, body: { approve: true } }
        await s.admin.call('decideChangeRequest', decision).catch(() => undefined)
        isKilled = kill.isDead
        await kill.restart()
        const status = await untilItEnds(id)
        expect([nth, status, done()]).toEqual(
          status === 'waiting' ? [nth, 'waiting', false] : [nth, 'carried_out', true],
        )
        expect([nth, world.sent('cis', method).length]).toEqual([nth, done() ? 1 : 0])
        expect([nth, (await s.plan(id)) === null]).toEqual([nth, status !== 'waiting'])
      }
      expect(nth).toBeGreaterThan(4)
      expect(nth).toBeLessThan(mostWrites)
    }

    const jobs = () => [...world.simulator.state.jobs.values()]

    it('leaves a creation that is made once', async () => {
      const ask = async () => (await s.asksForJob()).id
      await killedAtEach(ask, () => jobs().length === 1, 'POST')
    }, 300_000)

    it('leaves a deletion that is made once', async () => {
      const ask = async () => {
        const job = await s.make()
        return (await s.asks('deleteJob', { params: s.params(job.id) })).id
      }
      await killedAtEach(ask, () => jobs().length === 0, 'DELETE')
    }, 300_000)

    it('leaves a move that is made once', async () => {
      const ask = async () => {
        const job = await s.make()
        const body = { destination: cosByKey(world, { path: 'tests/moved' }) }
        return (await s.asks('moveJob', { params: s.params(job.id), body })).id
      }
      const isMoved = () => jobs().some(({ destinationConf }) => destinationConf.includes('moved'))
      await killedAtEach(ask, isMoved, 'PUT')
    }, 300_000)
  },
  { env: teamEnv },
)
