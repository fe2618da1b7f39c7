import { beforeEach, expect, it } from 'vitest'
import { cosByKey } from '@/lib/testing/inputs'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds('tests of destinations', (world) => {
  beforeEach(() => {
    world.reset()
    world.letTimePass(11 * 60_000)
  })
  const rows = async () => {
    const manager = await world.signIn()
    const { items } = await manager.ok('listActivity', {
      query: { action: 'destination.test', limit: '200' },
    })
    return items.length
  }

  it('are refused to whom IBM does not show the zone, and leave no row', async () => {
    const before = await rows()
    const noRoles = await world.signIn('noroles')
    const input = { params: world.zone('playground'), body: { destination: cosByKey(world) } }
    expect([403, 404]).toContain((await noRoles.call('testDestination', input)).status)
    expect(await rows()).toBe(before)
  })

  it('are a hundred and twenty in ten minutes', async () => {
    const before = await rows()
    const reader = await world.signIn('reader')
    const input = { params: world.zone('playground'), body: { destination: cosByKey(world) } }
    for (let time = 0; time < 120; time++) {
      expect((await reader.call('testDestination', input)).status).toBe(200)
    }
    const refused = await reader.refused('testDestination', input)
    expect(refused).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refused.headers.get('retry-after')).toBe('60')
    expect(await rows()).toBe(before + 120)
    world.letTimePass(11 * 60_000)
    const again = await world.signIn('reader')
    expect((await again.call('testDestination', input)).status).toBe(200)
  })
})
