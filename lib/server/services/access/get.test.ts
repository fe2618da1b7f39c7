import { beforeEach, expect, it } from 'vitest'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import { describeWorld } from '@/lib/testing/world'

describeWorld('the role that a person seems to have', (world) => {
  beforeEach(() => {
    world.reset()
    world.letTimePass(61_000)
  })

  it.each([
    ['manager', 'big', 'Manager'],
    ['writer', 'big', 'Writer'],
    ['reader', 'big', 'Reader'],
    ['team', 'big', 'Reader'],
    ['team', 'small', 'Manager'],
    ['noroles', 'big', null],
  ] as const)('%s on the instance %s is %s', async (key, instance, role) => {
    const visitor = await world.signIn(key)
    const params = { instanceId: world.place.cisInstances[instance]?.id ?? '' }
    expect(await visitor.ok('getAccess', { params })).toEqual({ role })
  })

  it.each<[string, FaultEffect]>([
    ['refuses', { kind: 'role-too-low' }],
    ['shows a page', { kind: 'html', status: 404 }],
    ['answers in another form', { kind: 'result', result: { policies: 'none' } }],
    ['does not answer', { kind: 'hang' }],
  ])('is not known when IAM %s', async (_, effect) => {
    const visitor = await world.signIn('manager')
    const params = { instanceId: world.place.cisInstanceId }
    world.simulator.faults.add({ match: { service: 'iam', method: 'GET' }, effect })
    expect(await visitor.ok('getAccess', { params })).toEqual({ role: null })
  })

  it('is said of instances that the person sees', async () => {
    const visitor = await world.signIn('manager')
    const params = { instanceId: crypto.randomUUID() }
    expect(await visitor.refused('getAccess', { params })).toMatchObject({ status: 404 })
  })
})
