import { beforeEach, expect, it } from 'vitest'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import { cloudLogs, cosByChallenge, cosByKey, ownedDestination } from '@/lib/testing/inputs'
import { MoveScene } from '@/lib/testing/moves'
import { describeWorld, describeWorlds } from '@/lib/testing/world'

describeWorlds('a move in place', (world) => {
  const s = new MoveScene(world)
  beforeEach(() => s.begin())

  it('changes the destination alone, and is over', async () => {
    const { status, job } = await s.move()
    expect([status, job.id, job.movedFrom]).toEqual([200, s.old.id, undefined])
    expect(job.destination).toMatchObject({ path: 'tests/moved', hasKey: true })
    expect(job).toMatchObject({
      name: s.old.name,
      logs: s.old.logs,
      move: { state: 'done', oldJobId: s.old.id, newJobId: null, keepOld: false },
    })
    expect(world.sent('cis', 'PUT')).toHaveLength(1)
    expect(await s.list()).toMatchObject([{ id: s.old.id, move: { id: job.move?.id } }])
    expect((await s.activity()).slice(0, 2)).toEqual(['job.update succeeded', 'job.move succeeded'])
    const [entry] = await s.entries()
    expect(entry).toMatchObject({ jobId: s.old.id, after: { move: { state: 'done' } } })
    const db = await world.db()
    expect(await db.selectFrom('moves').select(['sealed_plan', 'credential_id']).execute()).toEqual(
      [{ sealed_plan: null, credential_id: null }],
    )
  })

  it('goes from a challenge to a key, at the same place', async () => {
    const owned = await ownedDestination(s.manager, world.zone('playground'), cosByChallenge(world))
    s.old = await s.make({ name: 'challenged', destination: owned })
    const { path } = owned
    const { status, job } = await s.move({ destination: cosByKey(world, { path }) })
    expect(status).toBe(200)
    expect(job.destination).toMatchObject({ auth: 'apiKey', path })
  })

  it.each([
    ['another host', 'b.receiver.example'],
    ['the same host', 'a.receiver.example'],
  ])('takes nothing of the old destination along to %s', async (_, host) => {
    const stored = s.stored(s.old.id)
    if (!stored) throw new Error('The job was just made.')
    stored.destinationConf = 'https://a.receiver.example/in?header_X-Key=FAKE-old&tags=old'
    const { status } = await s.move({ destination: { kind: 'https', url: `https://${host}/new` } })
    expect(status).toBe(200)
    expect(s.stored(s.old.id)?.destinationConf).toBe(`https://${host}/new`)
  })

  it('to where the job is already is none', async () => {
    const problem = await s.manager.refused('moveJob', {
      params: s.params(),
      body: { destination: cosByKey(world) },
    })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'destination' }] })
    expect(await s.entries()).toEqual([])
  })

  it('of another revision changes nothing', async () => {
    const problem = await s.call({ revision: 'older' })
    expect(problem).toMatchObject({ status: 409, body: { code: 'job_changed' } })
    expect(world.sent('cis', 'PUT')).toEqual([])
  })

  it.each<[string, FaultEffect, number, string]>([
    [
      'the destination',
      { kind: 'status', status: 400, code: 1002, message: 'error validating destination: no' },
      422,
      'bucket_not_writable',
    ],
    ['code 1002', { kind: 'status', status: 400, code: 1002, message: 'no' }, 422, 'ibm_refused'],
    ['the role', { kind: 'role-too-low' }, 403, 'role_missing'],
    ['the number of requests', { kind: 'rate-limited' }, 429, 'rate_limited'],
    ['a job that is gone', { kind: 'status', status: 404, message: 'no job' }, 404, 'not_found'],
  ])('that IBM refuses for %s ends it, with nothing created', async (_, effect, status, code) => {
    s.fault(effect, { method: 'PUT' })
    expect(await s.call()).toMatchObject({ status, body: { code } })
    expect(world.sent('cis', 'POST')).toEqual([])
    expect(await s.entries()).toMatchObject([{ outcome: 'failed', code }])
    expect((await s.list()).map(({ move }) => move)).toEqual([undefined])
    // A missing role is believed for half a minute.
    world.letTimePass(31_000)
    expect((await s.move()).status).toBe(200)
  })

  it('whose answer is lost goes on once it is known, and is never made a second job', async () => {
    s.fault({ kind: 'lands-late', seconds: 30 }, { method: 'PUT' })
    expect(await s.call()).toMatchObject({ status: 504, body: { code: 'outcome_unknown' } })
    expect(await s.entries()).toMatchObject([{ outcome: 'unknown' }])
    expect(await s.call()).toMatchObject({ status: 409, body: { code: 'move_under_way' } })
    expect((await s.list())[0]?.move).toMatchObject({ state: 'changing', endedAt: null })
    world.simulator.clock.advance(31_000)
    await s.later()
    await s.later()
    expect((await s.list())[0]).toMatchObject({
      destination: { path: 'tests/moved' },
      move: { state: 'done' },
    })
    expect(await s.entries()).toMatchObject([{ outcome: 'succeeded' }])
    expect(world.sent('cis', 'POST')).toEqual([])
  })

  it('of which nothing is ever learnt ends after a day, and can be ended before', async () => {
    s.fault({ kind: 'reset-before' }, { method: 'PUT' })
    await s.call()
    await s.later(23 * 3_600_000)
    s.manager = await world.signIn()
    expect((await s.list())[0]?.move?.state).toBe('changing')
    await s.later(2 * 3_600_000)
    await s.later()
    expect((await s.list())[0]?.move).toMatchObject({
      state: 'stopped',
      why: { code: 'outcome_unknown' },
    })
    s.fault({ kind: 'reset-before' }, { method: 'PUT' })
    await s.call()
    const body = { oldJob: 'delete' }
    const early = await s.manager.refused('decideMove', { params: s.params(), body })
    expect(early).toMatchObject({ status: 409, code: 'conflict' })
    const kept = await s.manager.ok('decideMove', {
      params: s.params(),
      body: { oldJob: 'keep' },
    })
    expect(kept.move).toMatchObject({ state: 'stopped', why: { code: 'kept' } })
    expect((await s.move()).status).toBe(200)
    expect(world.sent('cis', 'POST')).toEqual([])
  })
})

describeWorld('who may move a job', (world) => {
  const s = new MoveScene(world)
  beforeEach(() => s.begin())

  it('a writer in place, and no further', async () => {
    const writer = await world.signIn('writer')
    expect((await s.move({}, writer)).status).toBe(200)
    s.refuseInPlace()
    const back = { destination: cosByKey(world) }
    expect(await s.call(back, writer)).toMatchObject({
      status: 403,
      body: { code: 'role_missing' },
    })
    expect(await s.list()).toMatchObject([{ id: s.old.id, destination: { path: 'tests/moved' } }])
  })

  it('nobody who may not, and each such try is written down only once', async () => {
    const reader = await world.signIn('reader')
    for (const body of [{}, {}, { keepOld: true }, { keepOld: true }]) {
      expect((await s.call(body, reader)).body).toMatchObject({ code: 'role_missing' })
    }
    expect(await s.entries()).toHaveLength(2)
  })

  it.each(['reader', 'noroles'] as const)('not a %s', async (key) => {
    const visitor = await world.signIn(key)
    expect((await s.call({}, visitor)).status).toBe(403)
    expect(world.sent('cis', 'POST')).toEqual([])
  })
})

describeWorld('what is left of Log Analysis', (world) => {
  const s = new MoveScene(world)
  beforeEach(async () => {
    await s.begin()
    const job = s.stored(s.old.id)
    if (!job) return
    const host = 'logs.in-che.logging.cloud.ibm.com'
    world.simulator.state.deadHosts.add(host)
    Object.assign(job, {
      name: 'my_old job',
      logpullOptions: `${job.logpullOptions}&sample=0.1&CVE-2021-44228=true`,
      destinationConf: `https://${host}/logs/ingest?hostname=legacy&header_apikey=FAKE-ingestion-key`,
      failingSince: Date.now(),
      lastError: Date.now(),
    })
  })

  it.each(['a bucket', 'Cloud Logs'])(
    'goes to %s by a second job, its options to the letter',
    async (to) => {
      const options = s.stored(s.old.id)?.logpullOptions
      const destination = to === 'a bucket' ? s.target() : cloudLogs(world)
      const { status, job } = await s.move({ destination })
      expect([status, job.name]).toEqual([202, 'my-old-job-moved'])
      expect(s.stored(job.id)?.logpullOptions).toBe(options)
      await s.later()
      expect(await s.list()).toMatchObject([
        { id: job.id, name: 'my-old-job', move: { state: 'done' } },
      ])
    },
  )

  it('goes in place where IBM takes that', async () => {
    world.simulator.faults.add({
      match: { service: 'cis', method: 'PUT' },
      effect: { kind: 'change-taken' },
    })
    expect((await s.move({ destination: cloudLogs(world) })).status).toBe(200)
  })
})
