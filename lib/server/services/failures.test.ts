import { beforeEach, expect, it } from 'vitest'
import type { ServiceContext } from '@/lib/server/context'
import type { FaultEffect, FaultMatch } from '@/lib/simulator/faults/types'
import { jobInput } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

describeWorld('a reading of IBM', (world) => {
  let reader: Visitor
  beforeEach(async () => {
    world.reset()
    reader = await world.signIn('reader')
    await reader.ok('listInstances')
    world.sent('cis')
  })
  const fault = (effect: FaultEffect, match: Partial<FaultMatch> = {}) =>
    world.simulator.faults.add({ match: { service: 'cis', method: 'GET', ...match }, effect })
  const list = () => reader.call('listJobs', { params: world.zone('empty') })

  it.each<[string, FaultEffect]>([
    ['429', { kind: 'rate-limited' }],
    ['429 with a time', { kind: 'rate-limited', retryAfter: 1 }],
    ['500 in words', { kind: 'status', status: 500, errors: 'strings' }],
    ['502 as a page', { kind: 'html' }],
    ['503 in lists', { kind: 'status', status: 503, errors: 'nested' }],
    ['503 with a time', { kind: 'status', status: 503, retryAfter: 1 }],
    ['a broken connection', { kind: 'reset-before' }],
    ['a broken answer', { kind: 'reset-after' }],
  ])('is tried again after %s', async (_, effect) => {
    fault(effect, { times: 1 })
    expect((await list()).status).toBe(200)
    expect(world.sent('cis')).toHaveLength(2)
  })

  it.each<[string, FaultEffect, number, string]>([
    ['500', { kind: 'status', status: 500 }, 503, 'ibm_unavailable'],
    ['nothing at all', { kind: 'refused' }, 503, 'ibm_unavailable'],
    ['504', { kind: 'status', status: 504 }, 504, 'ibm_timeout'],
  ])('is given up after four times %s', async (_, effect, status, code) => {
    fault(effect)
    expect(await list()).toMatchObject({ status, body: { code } })
    expect(world.sent('cis')).toHaveLength(4)
  })

  it.each([
    ['in seconds', 60, 60],
    ['as a date', () => new Date(Date.now() + 90_000).toUTCString(), 90],
  ])('that IBM puts off for too long (%s) is put off by us', async (_, retryAfter, seconds) => {
    const value = typeof retryAfter === 'function' ? retryAfter() : retryAfter
    fault({ kind: 'rate-limited', retryAfter: value })
    const problem = await reader.refused('listJobs', { params: world.zone('empty') })
    expect(problem).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(Math.abs(Number(problem.retryAfter) - seconds)).toBeLessThanOrEqual(2)
    expect(world.sent('cis')).toHaveLength(1)
  })

  it.each<[string, FaultEffect]>([
    ['does not answer', { kind: 'hang' }],
    ['answers in drops', { kind: 'slow', ms: 20_000 }],
    ['answers too late', { kind: 'delay', ms: 20_000 }],
  ])('of an IBM that %s ends in time', async (_, effect) => {
    fault(effect)
    const { listJobs } = await import('./jobs/list')
    const ctx = await world.contextOf(reader, 'jobs.read', 400)
    await expect(listJobs(ctx, world.zone('empty'))).rejects.toMatchObject({ failure: 'timeout' })
  })
})

describeWorld('a write of which no answer comes', (world) => {
  // Equal requests can't be told apart, and the record is kept from test to test.
  let count = 0
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
    await manager.ok('listInstances')
    await manager.ok('listFields', {
      params: { ...world.zone('playground'), dataset: 'http_requests' },
    })
    world.sent('cis')
  })
  const create = async (ctx: ServiceContext) => {
    const { createJob } = await import('./jobs/create')
    return createJob(ctx, world.zone('playground'), jobInput(world, { name: `silent-${++count}` }))
  }

  it('leaves time to look, and is not said to be not done', async () => {
    const match = { service: 'cis', method: 'POST' } as const
    world.simulator.faults.add({ match, effect: { kind: 'hang' } })
    const ctx = await world.contextOf(manager, 'jobs.create', 2_500)
    await expect(create(ctx)).rejects.toMatchObject({
      code: 'outcome_unknown',
      status: 504,
      detail: expect.stringContaining('IBM did not respond in time. We keep checking'),
    })
    expect(world.sent('cis', 'POST')).toHaveLength(1)
  })

  it('or comes too late leaves time to find what was done', async () => {
    const match = { service: 'cis', method: 'POST' } as const
    world.simulator.faults.add({ match, effect: { kind: 'slow', ms: 20_000 } })
    const job = await create(await world.contextOf(manager, 'jobs.create', 2_500))
    expect(job.warnings).toMatchObject([{ code: 'settled_by_reading' }])
    expect(world.simulator.state.jobs.has(Number(job.id))).toBe(true)
    expect(world.sent('cis', 'POST')).toHaveLength(1)
  })

  it('because all the time went by before it was sent was not made', async () => {
    const match = { service: 'cis', method: 'GET', path: '/logpush/jobs' } as const
    world.simulator.faults.add({ match, effect: { kind: 'hang' } })
    await expect(create(await world.contextOf(manager, 'jobs.create', 300))).rejects.toMatchObject({
      failure: 'timeout',
      maybeCarriedOut: false,
    })
    expect(world.sent('cis', 'POST')).toEqual([])
  })
})
