import { beforeEach, expect, it } from 'vitest'
import { jobInput } from '@/lib/testing/inputs'
import { describeWorld } from '@/lib/testing/world'

describeWorld('a role that is missing', (world) => {
  beforeEach(() => world.reset())
  const attempts = async () => {
    const manager = await world.signIn()
    const { items } = await manager.ok('listActivity', { query: { action: 'job.create' } })
    return items.length
  }

  it('is asked of IBM once in a while, and fills no record in between', async () => {
    const reader = await world.signIn('reader')
    const create = (zone: string) =>
      reader.refused('createJob', { params: world.zone(zone), body: jobInput(world) })
    for (let time = 0; time < 5; time++) {
      expect(await create('playground')).toMatchObject({ status: 403, code: 'role_missing' })
    }
    expect(world.sent('cis', 'POST')).toHaveLength(1)
    expect(await attempts()).toBe(1)
    // A role may be given for single zones.
    await create('empty')
    expect(await attempts()).toBe(2)
    world.letTimePass(31_000)
    await create('playground')
    expect(await attempts()).toBe(3)
  })
})
