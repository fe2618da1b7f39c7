import { expect, it } from 'vitest'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds('what a zone needs not send', (world) => {
  it('is in the activity of the zone, once for each change of mind', async () => {
    const manager = await world.signIn('manager')
    const place = world.zone('playground')
    const mark = (body: { needed: boolean; reason?: string }) =>
      manager.ok('updateCoverage', { params: { ...place, dataset: 'range_events' }, body })
    const no = { needed: false, reason: 'no Range application here' }
    expect(await mark(no)).toEqual(no)
    await mark(no)
    expect(await mark({ needed: true })).toEqual({ needed: true, reason: null })
    await mark({ needed: true })
    const { items } = await manager.ok('listActivity', {
      query: { zoneId: place.zoneId, action: 'coverage.update' },
    })
    const dataset = 'range_events'
    expect(items).toMatchObject([
      { before: { dataset, ...no }, after: { dataset, needed: true, reason: null } },
      { before: { dataset, needed: true, reason: null }, after: { dataset, ...no } },
    ])
    expect(items[0]).toMatchObject({ subject: dataset, outcome: 'succeeded' })
    expect(items[0]?.zoneName).toBe(world.simulator.state.zones.get(place.zoneId)?.name)
  })

  it('is nobody’s to say whom IBM does not show the zone', async () => {
    const outsider = await world.signIn('noroles')
    const { status } = await outsider.call('updateCoverage', {
      params: { ...world.zone('playground'), dataset: 'dns_logs' },
      body: { needed: false },
    })
    expect(status).toBe(403)
  })
})
