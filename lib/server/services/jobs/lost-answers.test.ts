import { beforeEach, expect, it } from 'vitest'
import type { Permission } from '@/lib/schemas/permission'
import type { ServiceContext } from '@/lib/server/context'
import type { FaultEffect, FaultMatch } from '@/lib/simulator/faults/types'
import { cloudLogs, cosByKey, jobInput } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds, type World } from '@/lib/testing/world'

/** Ways in which an answer can be lost although the write was carried out. */
const afterTheWrite: [string, FaultEffect][] = [
  ['the connection breaks', { kind: 'reset-after' }],
  ['half of it comes', { kind: 'broken-json' }],
  ['it has no result', { kind: 'result-null' }],
  ['it is empty', { kind: 'empty' }],
]
/** Ways in which nothing was carried out, and IBM does not say so. */
const insteadOfTheWrite: [string, FaultEffect][] = [
  ['the connection breaks', { kind: 'reset-before' }],
  ['a page of the edge', { kind: 'html' }],
  ['a page that says it is fine', { kind: 'html', status: 200 }],
  ['503 in words', { kind: 'status', status: 503, errors: 'strings' }],
  ['504 in lists', { kind: 'status', status: 504, errors: 'nested' }],
]

let count = 0
/** The record is kept between tests, and two equal requests can't be told apart: each test asks for another job. */
const uniqueName = () => `lost-${++count}`

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

/** What the timer does every second, some time later. */
async function settleAfter(world: World, ms: number): Promise<void> {
  world.letTimePass(ms)
  const { settleDue } = await import('../settlement/background')
  await settleDue()
}

describeWorlds('a create', (world) => {
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    // The simulator begins with the same ids each time; what earlier tests created there is long known.
    world.letTimePass(25 * 3_600_000)
    manager = await world.signIn()
  })
  const params = () => world.zone('playground')
  const fault = (effect: FaultEffect, match: Partial<FaultMatch> = {}) =>
    world.simulator.faults.add({ match: { service: 'cis', times: 1, ...match }, effect })
  const latest = async () => (await manager.ok('listActivity')).items[0]
  const input = (name = uniqueName()) => jobInput(world, { name })
  const create = (body = input(), headers = {}) =>
    manager.call('createJob', { params: params(), body, headers })

  it.each(afterTheWrite)(
    'whose answer is lost (%s) is found by reading, once',
    async (_, effect) => {
      fault(effect, { method: 'POST' })
      const job = await manager.ok('createJob', { params: params(), body: input() })
      expect(job.warnings).toMatchObject([{ code: 'settled_by_reading' }])
      const { items } = await manager.ok('listJobs', { params: params() })
      expect(items.map(({ id }) => id)).toEqual([job.id])
      expect(world.sent('cis', 'POST')).toHaveLength(1)
      expect(await latest()).toMatchObject({ outcome: 'succeeded', jobId: job.id })
    },
  )

  it.each(insteadOfTheWrite)(
    'that does not show after one look is not said to be not made: %s',
    async (_, effect) => {
      fault(effect, { method: 'POST' })
      const { createJob } = await services()
      const error = await thrown(world, manager, 'jobs.create', (ctx) =>
        createJob(ctx, params(), input()),
      )
      expect(error).toMatchObject({
        code: 'outcome_unknown',
        status: 504,
        detail: expect.stringMatching(/don’t know yet .* don’t create it again/),
      })
      expect(world.sent('cis', 'POST')).toHaveLength(1)
      expect(await latest()).toMatchObject({ outcome: 'unknown', code: 'outcome_unknown' })
      await settleAfter(world, 10 * 60_000)
      expect(await latest()).toMatchObject({ outcome: 'unknown', code: 'outcome_unknown' })
    },
  )

  it('is looked for three times before that is said', async () => {
    fault({ kind: 'html' }, { method: 'POST' })
    expect(await create()).toMatchObject({ status: 504, body: { code: 'outcome_unknown' } })
    expect(world.sent('cis', 'GET').filter((line) => line.endsWith('/jobs'))).toHaveLength(4)
  })

  it('that IBM refuses was not made', async () => {
    fault({ kind: 'status', status: 400, code: 1002, message: 'no' }, { method: 'POST' })
    expect(await create()).toMatchObject({ status: 422 })
    expect(await latest()).toMatchObject({ outcome: 'failed' })
  })

  it.each([
    ['is cut', { kind: 'lands-late', seconds: 30 }],
    ['hangs', { kind: 'lands-late', seconds: 30, connection: 'hang' }],
  ] as const)(
    'that lands late (the connection %s) is found in the background',
    async (_, effect) => {
      fault(effect, { method: 'POST' })
      const { createJob } = await services()
      const name = uniqueName()
      const error = await thrown(world, manager, 'jobs.create', (ctx) =>
        createJob(ctx, params(), input(name)),
      )
      expect(error).toMatchObject({ code: 'outcome_unknown' })
      await settleAfter(world, 10_000)
      expect(await latest()).toMatchObject({ outcome: 'unknown', jobName: name, jobId: null })
      world.simulator.clock.advance(31_000)
      await settleAfter(world, 45_000)
      const settled = await latest()
      const made = [...world.simulator.state.jobs.values()].find((job) => job.name === name)
      expect(settled).toMatchObject({
        outcome: 'succeeded',
        jobName: name,
        jobId: String(made?.id),
      })
      expect(world.sent('cis', 'POST')).toHaveLength(1)
    },
  )

  it('is asked about by the request that made it, and by nobody else', async () => {
    fault({ kind: 'lands-late', seconds: 30 }, { method: 'POST' })
    const requestId = crypto.randomUUID()
    expect((await create(input(), { 'x-request-id': requestId })).status).toBe(504)
    const ask = { params: { requestId } }
    expect(await manager.ok('getActivityOfRequest', ask)).toMatchObject({ outcome: 'unknown' })
    world.simulator.clock.advance(31_000)
    await settleAfter(world, 10_000)
    expect(await manager.ok('getActivityOfRequest', ask)).toMatchObject({ outcome: 'succeeded' })
    const writer = await world.signIn('writer')
    expect((await writer.call('getActivityOfRequest', ask)).status).toBe(404)
    const other = { params: { requestId: crypto.randomUUID() } }
    expect((await manager.call('getActivityOfRequest', other)).status).toBe(404)
  })

  it('goes on being looked for after its person has signed out', async () => {
    fault({ kind: 'lands-late', seconds: 30 }, { method: 'POST' })
    await create()
    await manager.call('deleteSession')
    world.simulator.clock.advance(31_000)
    await settleAfter(world, 10_000)
    manager = await world.signIn()
    expect(await latest()).toMatchObject({ outcome: 'succeeded' })
    const db = await world.db()
    expect(await db.selectFrom('settlements').selectAll().execute()).toEqual([])
  })

  it('is looked for with another’s right where its own has ended', async () => {
    fault({ kind: 'lands-late', seconds: 30 }, { method: 'POST' })
    await create()
    const db = await world.db()
    await db.deleteFrom('credentials').execute()
    world.simulator.clock.advance(31_000)
    await settleAfter(world, 10_000)
    manager = await world.signIn()
    expect(await latest()).toMatchObject({ outcome: 'unknown' })
    await settleAfter(world, 1_000)
    expect(await latest()).toMatchObject({ outcome: 'succeeded' })
  })

  it('asked for twice, of which one shows, can’t be told apart', async () => {
    const body = input()
    fault({ kind: 'reset-before' }, { method: 'POST' })
    await create(body)
    fault({ kind: 'reset-after' }, { method: 'POST' })
    const second = await create(body)
    expect(second).toMatchObject({ status: 504, body: { code: 'outcome_unknown' } })
    const { items } = await manager.ok('listActivity', { query: { limit: '2' } })
    expect(items[0]).toMatchObject({ outcome: 'unknown', code: 'undecidable' })
    expect(items[0]?.detail).toContain('more than once')
  })

  it('asked for twice and there twice was done both times', async () => {
    const body = input()
    fault({ kind: 'lands-late', seconds: 30 }, { method: 'POST', times: 2 })
    await create(body)
    await create(body)
    world.simulator.clock.advance(31_000)
    await settleAfter(world, 45_000)
    const { items } = await manager.ok('listActivity', { query: { limit: '2' } })
    expect(items.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
    const jobs = [...world.simulator.state.jobs.values()].filter(({ name }) => name === body.name)
    // Newest first: the later request made the later job.
    expect(items.map(({ jobId }) => jobId)).toEqual(jobs.map(({ id }) => String(id)).reverse())
  })

  it('that was deleted again by somebody else stays unknown, and says why', async () => {
    const blind = fault(
      { kind: 'status', status: 403, message: 'not now' },
      { method: 'GET', path: '/logpush/jobs', after: 1, times: 100 },
    )
    fault({ kind: 'reset-after' }, { method: 'POST' })
    const { createJob } = await services()
    await thrown(world, manager, 'jobs.create', (ctx) => createJob(ctx, params(), input()))
    world.simulator.faults.remove(blind)
    const made = [...world.simulator.state.jobs.values()].at(-1)
    await manager.ok('deleteJob', { params: { ...params(), jobId: String(made?.id) } })
    await settleAfter(world, 10_000)
    const { items } = await manager.ok('listActivity', { query: { action: 'job.create' } })
    expect(items[0]).toMatchObject({ outcome: 'unknown', code: 'undecidable' })
    expect(items[0]?.detail).toContain('has since been deleted by')
  })

  it('that never shows is given up after a day, in those words', async () => {
    fault({ kind: 'reset-before' }, { method: 'POST' })
    const { createJob } = await services()
    await thrown(world, manager, 'jobs.create', (ctx) => createJob(ctx, params(), input()))
    await settleAfter(world, 23 * 3_600_000)
    manager = await world.signIn()
    expect(await latest()).toMatchObject({ outcome: 'unknown', code: 'outcome_unknown' })
    await settleAfter(world, 2 * 3_600_000)
    manager = await world.signIn()
    const given = await latest()
    expect(given).toMatchObject({ outcome: 'unknown', code: 'never_learnt' })
    expect(given?.detail).toMatch(/^Never learnt/)
  })
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
    // What earlier tests left open about the same jobs is too old to be anybody’s rival.
    world.letTimePass(25 * 3_600_000)
    manager = await world.signIn()
    const place = world.zone('full')
    const { items } = await manager.ok('listJobs', { params: place })
    params = { ...place, jobId: items.find(({ enabled }) => enabled)?.id ?? '' }
  })
  const fault = (effect: FaultEffect, match: Partial<FaultMatch> = {}) =>
    world.simulator.faults.add({ match: { service: 'cis', times: 1, ...match }, effect })
  const latest = async () => (await manager.ok('listActivity')).items[0]
  const pause = async () => {
    const { updateJob } = await services()
    return thrown(world, manager, 'jobs.update', (ctx) =>
      updateJob(ctx, params, params.jobId, { enabled: false }),
    )
  }

  it.each(afterTheWrite)('whose answer is lost (%s) is found by reading', async (_, effect) => {
    fault(effect, { method: 'PUT' })
    const now = await manager.ok('updateJob', { params, body: { name: 'other', enabled: false } })
    expect(now).toMatchObject({ name: 'other', enabled: false })
    expect(now.warnings).toMatchObject([{ code: 'settled_by_reading' }])
    expect(world.sent('cis', 'PUT')).toHaveLength(1)
    expect(await latest()).toMatchObject({ action: 'job.update', outcome: 'succeeded' })
    fault(effect, { method: 'DELETE' })
    expect((await manager.call('deleteJob', { params })).status).toBe(204)
    expect(world.sent('cis', 'DELETE')).toHaveLength(1)
    expect(await latest()).toMatchObject({ action: 'job.delete', outcome: 'succeeded' })
  })

  it.each(insteadOfTheWrite)('that does not show is unknown: %s', async (_, effect) => {
    fault(effect, { method: 'PUT' })
    expect(await pause()).toMatchObject({ code: 'outcome_unknown', status: 504 })
    expect(await latest()).toMatchObject({ action: 'job.pause', outcome: 'unknown' })
    fault(effect, { method: 'DELETE' })
    const { removeJob } = await services()
    const deletion = await thrown(world, manager, 'jobs.delete', (ctx) =>
      removeJob(ctx, params, params.jobId),
    )
    expect(deletion).toMatchObject({ code: 'outcome_unknown', status: 504 })
    expect(await latest()).toMatchObject({ action: 'job.delete', outcome: 'unknown' })
  })

  it.each(['PUT', 'DELETE'] as const)('that lands late is found: %s', async (method) => {
    fault({ kind: 'lands-late', seconds: 30 }, { method })
    const { removeJob } = await services()
    if (method === 'PUT') await pause()
    else {
      await thrown(world, manager, 'jobs.delete', (ctx) => removeJob(ctx, params, params.jobId))
    }
    await settleAfter(world, 10_000)
    expect(await latest()).toMatchObject({ outcome: 'unknown' })
    world.simulator.clock.advance(31_000)
    await settleAfter(world, 45_000)
    expect(await latest()).toMatchObject({ outcome: 'succeeded' })
  })

  it('is not taken for done because something else changed meanwhile', async () => {
    fault({ kind: 'reset-before' }, { method: 'PUT' })
    const blind = fault(
      { kind: 'status', status: 403, message: 'not now' },
      { method: 'GET', path: '/logpush/jobs', after: 1, times: 100 },
    )
    await pause()
    world.simulator.faults.remove(blind)
    await manager.ok('updateJob', { params, body: { name: 'renamed-meanwhile' } })
    await settleAfter(world, 10_000)
    const { items } = await manager.ok('listActivity', { query: { action: 'job.pause' } })
    expect(items[0]).toMatchObject({ outcome: 'unknown', code: 'outcome_unknown' })
  })

  it('that somebody undid meanwhile stays unknown, and says why', async () => {
    fault({ kind: 'lands-late', seconds: 5 }, { method: 'PUT' })
    await pause()
    world.simulator.clock.advance(6_000)
    await manager.ok('updateJob', { params, body: { enabled: true } })
    await settleAfter(world, 10_000)
    const { items } = await manager.ok('listActivity', { query: { action: 'job.pause' } })
    expect(items[0]).toMatchObject({ outcome: 'unknown', code: 'undecidable' })
    expect(items[0]?.detail).toMatch(/resumed by .* since/)
  })

  it('that no reading can show stays unknown, and says why', async () => {
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
    expect(await latest()).toMatchObject({ outcome: 'unknown', code: 'undecidable' })
  })

  it('of a key is found where IBM shows keys', async () => {
    const place = world.zone('playground')
    const { id: jobId } = await manager.ok('createJob', {
      params: place,
      body: jobInput(world, { name: uniqueName() }),
    })
    const destination = cosByKey(world, { apiKey: world.place.destinationKeys.cosExpiresSoon })
    fault({ kind: 'lands-late', seconds: 30 }, { method: 'PUT' })
    const { updateJob } = await services()
    const error = await thrown(world, manager, 'jobs.update', (ctx) =>
      updateJob(ctx, place, jobId, { destination }),
    )
    expect(error).toMatchObject({ code: 'outcome_unknown' })
    await settleAfter(world, 10_000)
    expect(await latest()).toMatchObject({ outcome: 'unknown' })
    world.simulator.clock.advance(31_000)
    await settleAfter(world, 45_000)
    expect(await latest()).toMatchObject({ outcome: 'succeeded' })
  })

  it('is settled though an older one can’t be', async () => {
    for (let at = 0; at < 60; at++) {
      fault({ kind: 'reset-before' }, { method: 'POST' })
      const { createJob } = await services()
      await thrown(world, manager, 'jobs.create', (ctx) =>
        createJob(ctx, world.zone('playground'), jobInput(world, { name: uniqueName() })),
      )
    }
    fault({ kind: 'lands-late', seconds: 5 }, { method: 'PUT' })
    await pause()
    world.simulator.clock.advance(6_000)
    await settleAfter(world, 10_000)
    await settleAfter(world, 1_000)
    expect(await latest()).toMatchObject({ action: 'job.pause', outcome: 'succeeded' })
  })
})
