import { beforeEach, expect, it } from 'vitest'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

describeWorld('log retention', (world) => {
  let writer: Visitor
  const params = () => world.zone('retentionOff')
  beforeEach(async () => {
    world.reset()
    writer = await world.signIn('writer')
  })
  const isOn = () => world.simulator.state.zones.get(params().zoneId)?.retention
  const latest = async () => (await writer.ok('listActivity')).items[0]
  const turn = (enabled: boolean) => ({ params: params(), body: { enabled } })

  it('is turned on and off, and said so in the activity', async () => {
    expect(await writer.ok('updateRetention', turn(true))).toEqual({ enabled: true })
    expect(isOn()).toBe(true)
    expect(await latest()).toMatchObject({
      action: 'retention.update',
      outcome: 'succeeded',
      before: { enabled: false },
      after: { enabled: true },
      jobId: null,
    })
    expect(await writer.ok('updateRetention', turn(false))).toEqual({ enabled: false })
    expect(isOn()).toBe(false)
  })

  it('that stands as asked is left alone', async () => {
    expect(await writer.ok('updateRetention', turn(false))).toEqual({ enabled: false })
    expect(world.sent('cis', 'POST')).toEqual([])
  })

  it.each<[string, FaultEffect]>([
    ['breaks off', { kind: 'reset-after' }],
    ['is cut', { kind: 'broken-json' }],
  ])('is read back when the answer %s', async (_, effect) => {
    world.simulator.faults.add({ match: { service: 'cis', method: 'POST' }, effect })
    expect(await writer.ok('updateRetention', turn(true))).toEqual({ enabled: true })
    expect(world.sent('cis', 'POST')).toHaveLength(1)
    expect(await latest()).toMatchObject({ outcome: 'succeeded' })
  })

  it('of which nothing is known is settled later', async () => {
    const faults = world.simulator.faults
    faults.add({ match: { service: 'cis', method: 'POST' }, effect: { kind: 'reset-after' } })
    const effect = { kind: 'status', status: 403, message: 'not now' } as const
    const blind = faults.add({ match: { service: 'cis', method: 'GET', after: 1 }, effect })
    const { updateRetention } = await import('./update')
    const ctx = await world.contextOf(writer, 'retention.update', 1_690)
    await expect(updateRetention(ctx, params(), true)).rejects.toMatchObject({
      code: 'ibm_unavailable',
      detail: expect.stringContaining('We don’t know whether log retention was changed'),
    })
    faults.remove(blind)
    world.letTimePass(40_000)
    expect(await latest()).toMatchObject({ outcome: 'succeeded', after: { enabled: true } })
  })

  it('that was not changed is told so', async () => {
    const match = { service: 'cis', method: 'POST' } as const
    world.simulator.faults.add({ match, effect: { kind: 'html' } })
    const { updateRetention } = await import('./update')
    const ctx = await world.contextOf(writer, 'retention.update', 1_690)
    await expect(updateRetention(ctx, params(), true)).rejects.toMatchObject({
      code: 'ibm_unavailable',
      detail: expect.stringContaining('is as it was'),
    })
    expect(await latest()).toMatchObject({ outcome: 'failed', code: 'ibm_unavailable' })
  })

  it('needs the role Writer', async () => {
    const reader = await world.signIn('reader')
    const problem = await reader.refused('updateRetention', turn(true))
    expect(problem).toMatchObject({ status: 403, code: 'role_missing' })
    expect(problem.detail).toContain('Writer')
    expect(isOn()).toBe(false)
  })

  it('is not in the plan Standard', async () => {
    const input = { params: world.zoneOf('standard'), body: { enabled: true } }
    const problem = await writer.refused('updateRetention', input)
    expect(problem).toMatchObject({ status: 403, code: 'plan_required' })
  })
})
