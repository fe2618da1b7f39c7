import { beforeAll, expect, it } from 'vitest'
import { Kill } from '@/lib/testing/kill'
import { MoveScene } from '@/lib/testing/moves'
import { describeWorlds } from '@/lib/testing/world'

/** More writes than a move has: what is killed later than it ends is not killed. */
const mostWrites = 60

describeWorlds('a process that dies in the middle of a move', (world) => {
  const s = new MoveScene(world)
  let kill: Kill
  beforeAll(() => {
    kill = new Kill()
  })

  const jobs = () => [...world.simulator.state.jobs.values()]

  /** At every moment the logs go somewhere: the old job is there, or the new one has delivered. */
  function isDelivering(): boolean {
    const isOldThere = s.stored(s.old.id) !== undefined
    return isOldThere || !s.old.enabled || jobs().some(({ lastComplete }) => lastComplete !== null)
  }

  /** Some time later, looked at by whoever is alive. */
  async function go(nth: number, ms?: number): Promise<void> {
    await s.later(ms)
    expect([nth, isDelivering(), jobs().length <= 2]).toEqual([nth, true, true])
  }

  async function moves() {
    return (await world.db()).selectFrom('moves').select(['state', 'ended_at']).execute()
  }

  async function untilItEnds(nth: number): Promise<string | undefined> {
    let rows = await moves()
    for (let round = 0; round < 8 && rows.some(({ ended_at }) => ended_at === null); round++) {
      // A lost answer is looked for for a day; then nobody waits any more.
      await go(nth, round === 6 ? 26 * 3_600_000 : undefined)
      rows = await moves()
    }
    expect([nth, rows.filter(({ ended_at }) => ended_at === null)]).toEqual([nth, []])
    return rows[0]?.state
  }

  it.each([
    ['on', true],
    ['off', false],
  ])(
    'leaves one that goes on, or ends with the old job there: one that is %s',
    async (_, enabled) => {
      let nth = 0
      for (let isKilled = true; isKilled && nth < mostWrites; ) {
        nth += 1
        await s.begin({ enabled })
        s.refuseInPlace()
        kill.arm(nth)
        await s.call().catch(() => undefined)
        for (let round = 0; round < 3 && !kill.isDead; round++) await go(nth)
        isKilled = kill.isDead
        await kill.restart()
        const state = await untilItEnds(nth)
        const sent = world.sent('cis').map((line) => line.split(' ')[0])
        const [creations, deletions] = ['POST', 'DELETE'].map(
          (method) => sent.filter((one) => one === method).length,
        )
        expect([nth, creations, deletions]).toEqual([nth, deletions, creations])
        expect([nth, (creations ?? 0) <= 1]).toEqual([nth, true])
        const left = jobs().map(({ id, name }) => [String(id) === s.old.id, name])
        const isNew = creations === 1
        expect([nth, left]).toEqual([nth, [[!isNew, 'made-by-a-test']]])
        if (isNew) expect([nth, state]).toEqual([nth, 'done'])
      }
      expect(nth).toBeGreaterThan(15)
      expect(nth).toBeLessThan(mostWrites)
    },
    300_000,
  )
})
