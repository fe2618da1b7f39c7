import { beforeEach, expect, it } from 'vitest'
import type { Permission } from '@/lib/schemas/permission'
import type { ServiceContext } from '@/lib/server/context'
import type { FaultEffect, FaultMatch } from '@/lib/simulator/faults/types'
import { cloudLogs, jobInput } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds, type World } from '@/lib/testing/world'

/** Ways in which an answer can be lost although the write was done. */
const afterTheWrite: [string, FaultEffect][] = [
  ['the connection breaks', { kind: 'reset-after' }],
  ['half of it comes', { kind: 'broken-json' }],
  ['it is empty', { kind: 'result-null' }],
]
/** Ways in which nothing was done, and IBM does not say so. */
const insteadOfTheWrite: [string, FaultEffect, string, number][] = [
  ['the connection breaks', { kind: 'reset-before' }, 'ibm_unavailable', 503],
  ['a page of the edge', { kind: 'html' }, 'ibm_unavailable', 503],
  ['a page that says it is fine', { kind: 'html', status: 200 }, 'ibm_unusable', 502],
  ['503 in words', { kind: 'status', status: 503, errors: 'strings' }, 'ibm_unavailable', 503],
  ['504 in lists', { kind: 'status', status: 504, errors: 'nested' }, 'ibm_timeout', 504],
]

/** What a service throws that has time for one reading; the API takes three, more than two seconds in all. */
async function thrown(
  world: World,
  visitor: Visitor,
  permission: Permission,
  work: (ctx: ServiceContext) => Promise<unknown>,
): Promise<unknown> {
  const ctx = await world.contextOf(visitor, permission, 1_690)
  return work(ctx).then(
    () => 'nothing',
    (error: unknown) => error,
  )
}

async function services() {
  const { createJob } = await import('./create')
  const { removeJob } = await import('./remove')
  const { updateJob } = await import('./update')
  return { createJob, removeJob, updateJob }
}

describeWorlds('a create', (world) => {
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
  })
  const params = () => world.zone('playground')
  const fault = (effect: FaultEffect, match: Partial<FaultMatch> = {}) =>
    world.simulator.faults.add({ match: { service: 'cis', times: 1, ...match }, effect })
  const latest = async () => (await manager.ok('listActivity')).items[0]

  it.each(afterTheWrite)(
    'whose answer is lost (%s) is found by reading, once',
    async (_, effect) => {
      fault(effect, { method: 'POST' })
      const job = await manager.ok('createJob', { params: params(), body: jobInput(world) })
      expect(job.warnings).toMatchObject([{ code: 'settled_by_reading' }])
      const { items } = await manager.ok('listJobs', { params: params() })
      expect(items.map(({ id }) => id)).toEqual([job.id])
      expect(world.sent('cis', 'POST')).toHaveLength(1)
      expect(await latest()).toMatchObject({ outcome: 'succeeded', jobId: job.id })
    },
  )

  it.each(insteadOfTheWrite)(
    'that was not made is told so: %s',
    async (_, effect, code, status) => {
      fault(effect, { method: 'POST' })
      const { createJob } = await services()
      const error = await thrown(world, manager, 'jobs.create', (ctx) =>
        createJob(ctx, params(), jobInput(world)),
      )
      const detail = expect.stringContaining('the job was not made')
      expect(error).toMatchObject({ code, status, detail })
      expect(world.sent('cis', 'POST')).toHaveLength(1)
      expect(await latest()).toMatchObject({ outcome: 'failed', code })
    },
  )

  it('that was not made is a problem like any other', async () => {
    fault({ kind: 'html' }, { method: 'POST' })
    const body = jobInput(world)
    const problem = await manager.refused('createJob', { params: params(), body })
    expect(problem).toMatchObject({ code: 'ibm_unavailable', status: 503 })
    // Three readings after the one before: the engine may be a moment behind its own answer.
    expect(world.sent('cis', 'GET').filter((line) => line.endsWith('/jobs'))).toHaveLength(4)
  })

  it.each([
    ['made', 'reset-after', 'succeeded'],
    ['not made', 'reset-before', 'failed'],
  ] as const)(
    'that was %s while the list could not be read is unknown, and settled later',
    async (_, kind, outcome) => {
      fault({ kind }, { method: 'POST' })
      const unreadable = fault(
        { kind: 'status', status: 403, message: 'not now' },
        { method: 'GET', path: '/logpush/jobs', after: 1, times: 100 },
      )
      const { createJob } = await services()
      const error = await thrown(world, manager, 'jobs.create', (ctx) =>
        createJob(ctx, params(), jobInput(world)),
      )
      expect(error).toMatchObject({ code: 'outcome_unknown', status: 504 })
      expect(await latest()).toMatchObject({
        outcome: 'unknown',
        code: 'outcome_unknown',
        jobId: null,
      })
      world.letTimePass(40_000)
      expect(await latest()).toMatchObject({ outcome: 'unknown' })
      world.simulator.faults.remove(unreadable)
      const settled = await latest()
      expect(settled).toMatchObject({ outcome, jobName: 'made-by-a-test', zoneName: null })
      const made = [...world.simulator.state.jobs.values()].at(-1)
      expect(settled?.jobId).toBe(outcome === 'succeeded' ? String(made?.id) : null)
      expect(world.sent('cis', 'POST')).toHaveLength(1)
    },
  )
})

describeWorld('a write that is refused for its number', (world) => {
  it.each([
    ['with a time', 7, '7'],
    ['without one', undefined, '30'],
  ])('%s is sent once, and says when to come again', async (_, retryAfter, said) => {
    world.reset()
    const manager = await world.signIn()
    world.simulator.faults.add({
      match: { service: 'cis', method: 'POST' },
      effect: { kind: 'rate-limited', ...(retryAfter === undefined ? {} : { retryAfter }) },
    })
    const params = world.zone('playground')
    const problem = await manager.refused('createJob', { params, body: jobInput(world) })
    expect(problem).toMatchObject({ code: 'rate_limited', status: 429 })
    expect(problem.headers.get('retry-after')).toBe(said)
    expect(world.sent('cis', 'POST')).toHaveLength(1)
  })
})

describeWorld('a change, a deletion', (world) => {
  let manager: Visitor
  let params: { instanceId: string; zoneId: string; jobId: string }
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
    const place = world.zone('full')
    const { items } = await manager.ok('listJobs', { params: place })
    params = { ...place, jobId: items[0]?.id ?? '' }
  })
  const fault = (effect: FaultEffect, match: Partial<FaultMatch> = {}) =>
    world.simulator.faults.add({ match: { service: 'cis', times: 1, ...match }, effect })
  const latest = async () => (await manager.ok('listActivity')).items[0]

  it.each(afterTheWrite)('whose answer is lost (%s) is found by reading', async (_, effect) => {
    fault(effect, { method: 'PUT' })
    const now = await manager.ok('updateJob', { params, body: { name: 'other', enabled: false } })
    expect(now).toMatchObject({ name: 'other', enabled: false })
    expect(now.warnings).toMatchObject([{ code: 'settled_by_reading' }])
    expect(world.sent('cis', 'PUT')).toHaveLength(1)
    expect(await latest()).toMatchObject({ action: 'job.update', outcome: 'succeeded' })
    fault(effect, { method: 'DELETE' })
    await manager.ok('deleteJob', { params })
    expect(world.sent('cis', 'DELETE')).toHaveLength(1)
    expect(await latest()).toMatchObject({ action: 'job.delete', outcome: 'succeeded' })
  })

  it.each(insteadOfTheWrite)(
    'that was not made is told so: %s',
    async (_, effect, code, status) => {
      fault(effect, { method: 'PUT' })
      const { updateJob, removeJob } = await services()
      const change = await thrown(world, manager, 'jobs.update', (ctx) =>
        updateJob(ctx, params, params.jobId, { enabled: false }),
      )
      expect(change).toMatchObject({ code, status, detail: expect.stringContaining('as it was') })
      expect(await latest()).toMatchObject({ action: 'job.pause', outcome: 'failed', code })
      fault(effect, { method: 'DELETE' })
      const deletion = await thrown(world, manager, 'jobs.delete', (ctx) =>
        removeJob(ctx, params, params.jobId),
      )
      expect(deletion).toMatchObject({ code, detail: expect.stringContaining('still there') })
      expect(await latest()).toMatchObject({ action: 'job.delete', outcome: 'failed', code })
    },
  )

  it('that a reading cannot show stays unknown', async () => {
    const place = world.zone('playground')
    const body = jobInput(world, { destination: cloudLogs(world) })
    const { id: jobId } = await manager.ok('createJob', { params: place, body })
    const destination = cloudLogs(world, { applicationName: 'edge' })
    fault({ kind: 'reset-before' }, { method: 'PUT' })
    const { updateJob } = await services()
    const error = await thrown(world, manager, 'jobs.update', (ctx) =>
      updateJob(ctx, place, jobId, { destination }),
    )
    expect(error).toMatchObject({ code: 'outcome_unknown' })
    expect(await latest()).toMatchObject({ action: 'job.update', outcome: 'unknown' })
  })

  it.each([
    ['pause', 'job.pause', 'PUT'],
    ['deletion', 'job.delete', 'DELETE'],
  ])('of which nothing can be read (%s) is settled later', async (_, action, method) => {
    fault({ kind: 'reset-after' }, { method })
    const blind = fault(
      { kind: 'status', status: 403, message: 'not now' },
      { method: 'GET', path: '/jobs/', after: 1, times: 100 },
    )
    const { updateJob, removeJob } = await services()
    const permission = method === 'PUT' ? 'jobs.update' : 'jobs.delete'
    const error = await thrown(world, manager, permission, (ctx) =>
      method === 'PUT'
        ? updateJob(ctx, params, params.jobId, { enabled: false })
        : removeJob(ctx, params, params.jobId),
    )
    expect(error).toMatchObject({ code: 'outcome_unknown', status: 504 })
    world.simulator.faults.remove(blind)
    expect(await latest()).toMatchObject({ action, outcome: 'unknown' })
    world.letTimePass(40_000)
    expect(await latest()).toMatchObject({ action, outcome: 'succeeded' })
  })
})
