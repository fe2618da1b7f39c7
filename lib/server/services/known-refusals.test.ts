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

  it('is passed on in IBM’s words, of which the token’s claims have some as well', async () => {
    const reader = await world.signIn('reader')
    const place = world.zone('playground')
    const { upstream } = await reader.refused('createJob', {
      params: place,
      body: jobInput(world),
    })
    expect(upstream?.message).toMatch(/^Forbidden: .* not granted to this identity$/)
  })

  it('is said in the words of what was asked for', async () => {
    const reader = await world.signIn('reader')
    const place = world.zone('playground')
    const manager = await world.signIn()
    const { id: jobId } = await manager.ok('createJob', { params: place, body: jobInput(world) })
    const change = (body: object) =>
      reader.refused('updateJob', { params: { ...place, jobId }, body })
    const paused = await change({ enabled: false })
    const renamed = await change({ name: 'another-name' })
    expect(paused).toMatchObject({ code: 'role_missing' })
    expect(renamed).toMatchObject({ code: 'role_missing' })
    expect(renamed.detail).not.toBe(paused.detail)
  })
})
