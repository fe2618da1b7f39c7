import { beforeEach, expect, it } from 'vitest'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import { describeWorld } from '@/lib/testing/world'
import { logpushSupport } from './list'

describeWorld('the CIS instances of an account', (world) => {
  beforeEach(() => {
    world.reset()
    world.letTimePass(61_000)
  })

  it('are found among all resources on all pages, with what their plans can do', async () => {
    const manager = await world.signIn()
    const { items } = await manager.ok('listInstances')
    expect(items.map(({ id: _, ...rest }) => rest)).toEqual(
      [
        ['cis-prod-emea', 'Enterprise Advanced', 'yes'],
        ['cis-web-legacy', 'Standard Next', 'no'],
        ['cis-stage', 'Enterprise Essential', 'yes'],
        ['cis-lab', null, 'unknown'],
      ].map(([name, plan, logpush]) => ({
        name,
        plan,
        logpush,
        region: 'global',
        state: 'active',
      })),
    )
    const ids = Object.values(world.place.cisInstances).map(({ id }) => id)
    expect(items.map(({ id }) => id).sort()).toEqual(ids.sort())
    expect(world.sent('resourceController')).toHaveLength(2)
  })

  it('are those of the person’s own account', async () => {
    const partner = world.visitor()
    const apiKey = world.place.destinationKeys.otherAccount
    await partner.ok('createSession', { body: { apiKey } })
    const { items } = await partner.ok('listInstances')
    expect(items.map(({ name }) => name)).toEqual(['cis-partner'])
    const problem = await partner.refused('listJobs', { params: world.zone('full') })
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(problem.detail).toContain('instance')
  })

  it('are asked for once a minute, by however many at once', async () => {
    const manager = await world.signIn()
    await Promise.all(Array.from({ length: 5 }, () => manager.ok('listInstances')))
    expect(world.sent('resourceController')).toHaveLength(2)
    world.letTimePass(61_000)
    await manager.ok('listInstances')
    expect(world.sent('resourceController')).toHaveLength(2)
  })

  it('are asked for anew, their plans too, when that is what is wanted', async () => {
    const manager = await world.signIn()
    const first = await manager.ok('listInstances')
    await manager.ok('listCosInstances')
    const plans = world.sent('globalCatalog').length
    world.letTimePass(30_000)
    expect(await manager.ok('listInstances')).toEqual(first)
    expect(world.sent('globalCatalog')).toEqual([])
    const headers = { 'cache-control': 'no-cache' }
    const anew = await Promise.all([
      manager.ok('listInstances', { headers }),
      manager.ok('listCosInstances', { headers }),
    ])
    expect(world.sent('resourceController')).toHaveLength(2)
    await manager.ok('listInstances', { headers })
    expect(world.sent('globalCatalog')).toHaveLength(plans)
    for (const { asOf } of anew) expect(asOf > first.asOf).toBe(true)
  })

  it('keep the plans’ names that were read, though the catalog does not tell them again', async () => {
    const manager = await world.signIn()
    const { items } = await manager.ok('listInstances')
    const effect = { kind: 'html', status: 503 } as const
    world.simulator.faults.add({ match: { service: 'globalCatalog' }, effect })
    const headers = { 'cache-control': 'no-cache' }
    expect((await manager.ok('listInstances', { headers })).items).toEqual(items)
  })

  it.each<[string, FaultEffect]>([
    ['refuses', { kind: 'role-too-low' }],
    ['shows a page', { kind: 'html', status: 404 }],
    ['says nothing of use', { kind: 'result', result: [] }],
    ['does not answer', { kind: 'hang' }],
  ])('have plans that are not known when the catalog %s', async (_, effect) => {
    const manager = await world.signIn()
    world.simulator.faults.add({ match: { service: 'globalCatalog' }, effect })
    const { items } = await manager.ok('listInstances')
    expect(items.map(({ plan, logpush }) => [plan, logpush])).toEqual(
      Array(4).fill([null, 'unknown']),
    )
  })

  it.each<[string, FaultEffect, number, string]>([
    [
      'is too busy for longer than a request lasts',
      { kind: 'rate-limited', retryAfter: 90 },
      429,
      'rate_limited',
    ],
    ['refuses', { kind: 'status', status: 400, message: 'no' }, 422, 'ibm_refused'],
    ['shows a page', { kind: 'html', status: 200 }, 502, 'ibm_unusable'],
    [
      'answers in another form',
      { kind: 'result', result: { resources: 'none' } },
      502,
      'ibm_unusable',
    ],
  ])('cannot be told when the controller %s', async (_, effect, status, code) => {
    const manager = await world.signIn()
    const fault = world.simulator.faults.add({ match: { service: 'resourceController' }, effect })
    const problem = await manager.refused('listInstances')
    expect(problem).toMatchObject({ status, code })
    if (status === 429) expect(problem.retryAfter).toBe(90)
    expect(world.sent('resourceController')).toHaveLength(1)
    // A failure is not remembered.
    world.simulator.faults.remove(fault)
    expect((await manager.ok('listInstances')).items).toHaveLength(4)
  })

  it.each<[string, FaultEffect]>([
    ['is too busy', { kind: 'rate-limited' }],
    ['names a short wait', { kind: 'rate-limited', retryAfter: 1 }],
    ['has a fault', { kind: 'status', status: 502 }],
    ['breaks off', { kind: 'reset-before' }],
  ])('are asked for again when the controller %s', async (_, effect) => {
    const manager = await world.signIn()
    world.simulator.faults.add({ match: { service: 'resourceController', times: 1 }, effect })
    expect((await manager.ok('listInstances')).items).toHaveLength(4)
    expect(world.sent('resourceController')).toHaveLength(3)
  })
})

it.each([
  ['Enterprise Usage', 'yes'],
  ['enterprise-package', 'yes'],
  ['Standard Next', 'no'],
  ['standard', 'no'],
  ['Free Trial', 'no'],
  ['Something New', 'unknown'],
  [null, 'unknown'],
])('the plan %s can do Logpush: %s', (plan, support) => {
  expect(logpushSupport(plan)).toBe(support)
})
