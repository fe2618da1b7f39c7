import { beforeEach, expect, it } from 'vitest'
import { forgetPlanted, plantedInstance, plantPicture } from '@/lib/testing/picture'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds('what is due', (world) => {
  const [first, second] = ['0'.repeat(32), '1'.padStart(32, '0')]
  beforeEach(async () => {
    await forgetPlanted(world)
    await plantPicture(world, { zones: 40, jobs: 1 })
  })

  it('is a zone first that somebody looks at and that was never read', async () => {
    const { hurryZones, listDue } = await import('@/lib/server/db/fleet-zones')
    const db = await world.db()
    await db.updateTable('fleet_zones').set({ read_at: null, due_at: 0 }).execute()
    await hurryZones(db, 'team', [second], Date.now())
    const [next] = await listDue(db, 'team', [plantedInstance], 'calm', Date.now(), 1)
    expect(next?.zoneId).toBe(second)
  })

  it('is a zone again that was changed while it was read', async () => {
    const { findZones, hurryZone } = await import('@/lib/server/db/fleet-zones')
    const { keepResults } = await import('./keep')
    const { paceOf } = await import('./pace')
    const db = await world.db()
    const dueOf = async () => (await findZones(db, 'team', [first]))[0]?.dueAt ?? Number.NaN
    const keep = async (dueAt: number) => {
      world.letTimePass(1_000)
      const result = { zoneId: first, dueAt, errorCode: '500', isGone: false, atMs: Date.now() }
      await keepResults(db, 'team', [result], await paceOf(db, 'team'))
    }
    for (let again = 0; again < 3; again++) {
      const begun = await dueOf()
      await hurryZone(db, first)
      await keep(begun)
      expect(await dueOf()).toBeLessThan(0)
    }
    await keep(await dueOf())
    expect(await dueOf()).toBeGreaterThan(0)
  })
})
