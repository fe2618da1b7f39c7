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
    ['names no result', { kind: 'result-null' }],
    ['does not say', { kind: 'result', result: { flag: 'on' } }],
  ])('is read back when the answer %s', async (_, effect) => {
    world.simulator.faults.add({ match: { service: 'cis', method: 'POST' }, effect })
    expect(await writer.ok('updateRetention', turn(true))).toEqual({ enabled: true })
    expect(world.sent('cis', 'POST')).toHaveLength(1)
    expect(await latest()).toMatchObject({ outcome: 'succeeded' })
  })

  it('that does not show is unknown, and found when it lands late', async () => {
    world.letTimePass(25 * 3_600_000)
    writer = await world.signIn('writer')
    const match = { service: 'cis', method: 'POST', path: 'retention', times: 1 } as const
    world.simulator.faults.add({ match, effect: { kind: 'lands-late', seconds: 30 } })
    const { updateRetention } = await import('./update')
    const ctx = await world.contextOf(writer, 'retention.update', 1_690)
    await expect(updateRetention(ctx, params(), true)).rejects.toMatchObject({
      code: 'outcome_unknown',
      status: 504,
      detail: expect.stringContaining('We don’t know yet whether log retention was changed'),
    })
    const { settleDue } = await import('../settlement/background')
    world.letTimePass(10_000)
    await settleDue()
    expect(await latest()).toMatchObject({ outcome: 'unknown', code: 'outcome_unknown' })
    world.simulator.clock.advance(31_000)
    world.letTimePass(45_000)
    await settleDue()
    expect(await latest()).toMatchObject({ outcome: 'succeeded', after: { enabled: true } })
  })

  it('that somebody switched again since stays unknown', async () => {
    world.letTimePass(25 * 3_600_000)
    writer = await world.signIn('writer')
    const match = { service: 'cis', method: 'POST', path: 'retention', times: 1 } as const
    world.simulator.faults.add({ match, effect: { kind: 'lands-late', seconds: 5 } })
    const { updateRetention } = await import('./update')
    const ctx = await world.contextOf(writer, 'retention.update', 1_690)
    await updateRetention(ctx, params(), true).catch(() => null)
    world.simulator.clock.advance(6_000)
    await writer.ok('updateRetention', turn(false))
    const { settleDue } = await import('../settlement/background')
    world.letTimePass(10_000)
    await settleDue()
    const { items } = await writer.ok('listActivity', { query: { limit: '2' } })
    expect(items[1]).toMatchObject({ outcome: 'unknown', code: 'undecidable' })
    expect(items[1]?.detail).toContain('since')
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
