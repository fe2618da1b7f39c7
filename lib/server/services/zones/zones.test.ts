import { beforeEach, expect, it } from 'vitest'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds } from '@/lib/testing/world'

describeWorld('the zones of an instance', (world) => {
  let reader: Visitor
  beforeEach(async () => {
    world.reset()
    world.letTimePass(61_000)
    reader = await world.signIn('reader')
  })

  it('are all there, in IBM’s order, asked for once a minute', async () => {
    const params = { instanceId: world.place.cisInstanceId }
    const [{ items }, again] = await Promise.all([
      reader.ok('listZones', { params }),
      reader.ok('listZones', { params }),
    ])
    const all = [...world.simulator.state.zones.values()]
    const expected = all.filter(({ instanceGuid }) => instanceGuid === params.instanceId)
    expect(items).toEqual(
      expected.map(({ id, name, status, paused }) => ({ id, name, status, paused })),
    )
    expect(again.items).toEqual(items)
    expect(world.sent('cis')).toHaveLength(5)
    const role = (name: string) => items.find(({ id }) => id === world.zone(name).zoneId)
    expect(role('pending')?.status).toBe('pending')
    expect(role('moved')?.status).toBe('moved')
    expect(role('paused')?.paused).toBe(true)
  })

  it('say when IBM was asked, and are asked for again at once by whoever wants that', async () => {
    const params = { instanceId: world.place.cisInstanceId }
    const began = Date.now()
    const first = await reader.ok('listZones', { params })
    expect(Date.parse(first.asOf)).toBeGreaterThanOrEqual(began)
    expect(first).not.toHaveProperty('partial')
    world.letTimePass(30_000)
    expect(await reader.ok('listZones', { params })).toEqual(first)
    expect(world.sent('cis')).toHaveLength(5)
    const headers = { 'cache-control': 'no-cache' }
    const [anew, shared] = await Promise.all([
      reader.ok('listZones', { params, headers }),
      reader.ok('listZones', { params, headers }),
    ])
    expect(Date.parse(anew.asOf)).toBeGreaterThanOrEqual(began + 30_000)
    expect(shared).toEqual(anew)
    expect(world.sent('cis')).toHaveLength(5)
    expect(await reader.ok('listZones', { params })).toEqual(anew)
  })

  it('that are kept stay as old as they are while IBM is down', async () => {
    const params = { instanceId: world.place.cisInstanceId }
    const first = await reader.ok('listZones', { params })
    world.letTimePass(30_000)
    world.simulator.faults.add({ match: { service: 'cis' }, effect: { kind: 'html', status: 503 } })
    expect((await reader.ok('listZones', { params })).asOf).toBe(first.asOf)
    const headers = { 'cache-control': 'max-age=0, No-Cache' }
    expect(await reader.refused('listZones', { params, headers })).toMatchObject({ status: 503 })
    expect(await reader.ok('listZones', { params })).toEqual(first)
  })

  it('come to one who may wait, though one in a hurry has asked first', async () => {
    const { listZones } = await import('./list')
    const { instanceId } = world.zone('full')
    const hurried = await world.contextOf(reader, 'zones.read', 250)
    const patient = await world.contextOf(reader, 'zones.read')
    const match = { service: 'cis', path: 'page=5&' } as const
    world.simulator.faults.add({ match, effect: { kind: 'delay', ms: 700 } })
    const first = listZones(hurried, instanceId)
    const second = listZones(patient, instanceId)
    await expect(first).rejects.toMatchObject({ failure: 'timeout' })
    expect((await second).items).toHaveLength(214)
    expect(world.sent('cis')).toHaveLength(5)
  })

  it('are there when one page is too much at first', async () => {
    world.simulator.faults.add({
      match: { service: 'cis', path: 'page=4&', times: 2 },
      effect: { kind: 'rate-limited' },
    })
    const params = { instanceId: world.place.cisInstanceId }
    expect((await reader.ok('listZones', { params })).items).toHaveLength(214)
    expect(world.sent('cis')).toHaveLength(7)
  })

  it('are told to be unreadable when a page stays away, rather than shown without it', async () => {
    const match = { service: 'cis', path: 'page=4&' } as const
    world.simulator.faults.add({ match, effect: { kind: 'result', result: { odd: true } } })
    const params = { instanceId: world.place.cisInstanceId }
    const problem = await reader.refused('listZones', { params })
    expect(problem).toMatchObject({ status: 502, code: 'ibm_unusable' })
  })

  it.each([
    ['without a role', 'noroles', 'big', 403, 'role_missing'],
    ['of an instance that is not there', 'manager', 'none', 404, 'not_found'],
  ] as const)('%s are not shown', async (_, key, instance, status, code) => {
    const visitor = await world.signIn(key)
    const instanceId = world.place.cisInstances[instance]?.id ?? crypto.randomUUID()
    const problem = await visitor.refused('listZones', { params: { instanceId } })
    expect(problem).toMatchObject({ status, code })
  })
})

describeWorld('a zone', (world) => {
  beforeEach(() => world.reset())

  it.each([
    ['full', true],
    ['retentionOff', false],
  ])('%s has retention: %s', async (role, enabled) => {
    const reader = await world.signIn('reader')
    const zone = await reader.ok('getZone', { params: world.zone(role) })
    expect(zone).toMatchObject({ id: world.zone(role).zoneId, retention: { enabled } })
  })

  it('has none by a plan without it', async () => {
    const manager = await world.signIn()
    const zone = await manager.ok('getZone', { params: world.zoneOf('standard') })
    expect(zone.retention).toEqual({ enabled: null, reason: 'plan' })
  })

  it.each<[string, FaultEffect, object]>([
    ['role', { kind: 'role-too-low' }, { enabled: null, reason: 'role' }],
    ['path', { kind: 'status', status: 404 }, { enabled: null }],
    ['answer', { kind: 'result-null' }, { enabled: null }],
  ])('has a retention that nobody knows by this %s', async (_, effect, retention) => {
    const manager = await world.signIn()
    world.simulator.faults.add({ match: { service: 'cis', path: '/logs/retention' }, effect })
    const zone = await manager.ok('getZone', { params: world.zone('full') })
    expect(zone.retention).toEqual(retention)
  })

  it('is asked for anew each time', async () => {
    const reader = await world.signIn('reader')
    const params = world.zone('full')
    await reader.ok('getZone', { params })
    const zone = world.simulator.state.zones.get(params.zoneId)
    if (zone) zone.retention = false
    expect((await reader.ok('getZone', { params })).retention.enabled).toBe(false)
  })

  it.each(['reset-before', 'html', 'broken-json'] as const)(
    'whose retention cannot be read (%s) is an error',
    async (kind) => {
      const manager = await world.signIn()
      const match = { service: 'cis', path: '/logs/retention' } as const
      world.simulator.faults.add({ match, effect: { kind } })
      const problem = await manager.refused('getZone', { params: world.zone('full') })
      expect(problem.status).toBeGreaterThanOrEqual(502)
    },
  )

  it('is there when it could not be noted among the zones used last, which is tried again', async () => {
    const { setLogSink } = await import('@/lib/server/log')
    const lines: string[] = []
    const restore = setLogSink((_, line) => lines.push(line))
    const reader = await world.signIn('reader')
    const params = world.zone('playground')
    const db = await world.db()
    await db.schema.alterTable('recent_zones').renameTo('away').execute()
    expect(await reader.ok('getZone', { params })).toMatchObject({ id: params.zoneId })
    await expect.poll(() => lines.join()).toContain('recent_zone_not_noted')
    await db.schema.alterTable('away').renameTo('recent_zones').execute()
    restore()
    await reader.ok('getZone', { params })
    const newest = async () => (await reader.ok('listRecentZones')).items[0]
    await expect.poll(newest).toMatchObject({ zoneId: params.zoneId })
  })

  it('of another instance is not there', async () => {
    const manager = await world.signIn()
    const params = { ...world.zone('full'), zoneId: world.zoneOf('small').zoneId }
    const problem = await manager.refused('getZone', { params })
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(problem.detail).toContain('zone')
  })

  it.each([
    ['http_requests', 99],
    ['firewall_events', 33],
    ['range_events', 31],
    ['dns_logs', 9],
  ])('has the fields of %s', async (dataset, count) => {
    const reader = await world.signIn('reader')
    const params = { ...world.zone('full'), dataset }
    const { items } = await reader.ok('listFields', { params })
    expect(items.length).toBe(count)
    for (const { name, type } of items) expect([name, type]).not.toContain('')
  })

  it('has fields that are kept, until somebody asks for them anew', async () => {
    const reader = await world.signIn('reader')
    world.letTimePass(61_000)
    const params = { ...world.zone('full'), dataset: 'http_requests' }
    const { asOf } = await reader.ok('listFields', { params })
    world.letTimePass(30_000)
    expect((await reader.ok('listFields', { params })).asOf).toBe(asOf)
    expect(world.sent('cis')).toHaveLength(1)
    const headers = { 'cache-control': 'no-cache' }
    expect((await reader.ok('listFields', { params, headers })).asOf > asOf).toBe(true)
    expect(world.sent('cis')).toHaveLength(1)
  })

  it('has no fields of a dataset that IBM does not know', async () => {
    const reader = await world.signIn('reader')
    const params = { ...world.zone('full'), dataset: 'page_shield_events' }
    expect(await reader.refused('listFields', { params })).toMatchObject({ status: 404 })
  })
})

describeWorlds('the zones used last', (world) => {
  it('are the person’s own, newest first, eight of them', async () => {
    const [reader, other] = [await world.signIn('reader'), await world.signIn('writer')]
    expect(await reader.ok('listRecentZones')).toEqual({ items: [] })
    const roles = Object.keys(world.place.zones).slice(0, 9)
    for (const role of roles) {
      world.letTimePass(1000)
      await reader.ok('getZone', { params: world.zone(role) })
    }
    const recent = async () => (await reader.ok('listRecentZones')).items
    // A page does not wait until it is noted.
    const shown = roles.toReversed().slice(0, 8)
    await expect
      .poll(async () => (await recent()).map(({ zoneId }) => zoneId))
      .toEqual(shown.map((role) => world.zone(role).zoneId))
    expect((await recent())[0]?.zoneName).toBe(world.place.zones[shown[0] ?? '']?.name)
    expect(await other.ok('listRecentZones')).toEqual({ items: [] })
    const first = roles[0] ?? ''
    world.letTimePass(61_000)
    await reader.ok('getZone', { params: world.zone(first) })
    await expect.poll(async () => (await recent())[0]?.zoneId).toBe(world.zone(first).zoneId)
  })
})
