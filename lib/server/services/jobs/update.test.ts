import { beforeEach, expect, it } from 'vitest'
import type { Job } from '@/lib/schemas/job'
import { cloudLogs, cosByChallenge, jobInput, ownedDestination } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds, type World } from '@/lib/testing/world'

const made = (world: World, job: Job) => world.simulator.state.jobs.get(Number(job.id))

/** The first job of a zone of the seed. */
async function seeded(world: World, visitor: Visitor, role: string, at = 0) {
  const place = world.zone(role)
  const { items } = await visitor.ok('listJobs', { params: place })
  const job = items[at]
  if (!job) throw new Error('The seed has no such job')
  return { job, params: { ...place, jobId: job.id } }
}

describeWorlds('changing a job', (world) => {
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
  })

  it.each<[string, (job: Job) => unknown]>([
    ['nothing', () => ({})],
    ['its revision', ({ revision }) => ({ revision })],
    [
      'all members as they were read',
      ({ name, enabled, dataset, frequency, logs, destination }) => ({
        name,
        enabled,
        dataset,
        frequency,
        logs,
        destination,
      }),
    ],
    [
      'the logs in another order',
      ({ logs }) => ({
        logs: { ...logs, fields: { mode: 'list', names: logs.fields.names?.toReversed() } },
      }),
    ],
    [
      'the present key',
      ({ destination }) => ({
        destination: { ...destination, apiKey: world.place.destinationKeys.cosWriter },
      }),
    ],
  ])('sends nothing for %s', async (_, change) => {
    const { job, params } = await seeded(world, manager, 'full')
    world.sent('cis')
    const body = change(job)
    expect(await manager.ok('updateJob', { params, body })).toEqual(job)
    expect(world.sent('cis', 'PUT')).toEqual([])
    expect((await manager.ok('listActivity')).items).toEqual([])
  })

  it('keeps the last delivery of a job that is resumed, which IBM then forgets', async () => {
    const { job, params } = await seeded(world, manager, 'full')
    expect(job.lastComplete).not.toBeNull()
    await manager.ok('updateJob', { params, body: { enabled: false } })
    const resumed = await manager.ok('updateJob', { params, body: { enabled: true } })
    expect(resumed.lastComplete).toBeNull()
    const [entry] = (await manager.ok('listActivity')).items
    expect(entry).toMatchObject({
      action: 'job.resume',
      before: { lastComplete: job.lastComplete },
    })
  })

  it('sends what differs and nothing else', async () => {
    const { job, params } = await seeded(world, manager, 'full')
    const body = { name: 'renamed', enabled: false, frequency: 'low', revision: job.revision }
    const now = await manager.ok('updateJob', { params, body })
    expect(now).toMatchObject({
      name: 'renamed',
      enabled: false,
      frequency: 'low',
      state: 'paused',
    })
    expect(now.destination).toEqual(job.destination)
    expect(now.logs).toEqual(job.logs)
    expect(now.revision).not.toBe(job.revision)
    expect(await manager.ok('getJob', { params })).toEqual(now)
  })

  it('keeps a new path’s key, and leaves the old one when another is typed', async () => {
    const { job, params } = await seeded(world, manager, 'full')
    const { cosWriter, cosExpiresSoon } = world.place.destinationKeys
    const moved = { ...job.destination, path: 'retail/moved', dailyFolders: false }
    const now = await manager.ok('updateJob', { params, body: { destination: moved } })
    expect(now.destination).toMatchObject({
      path: 'retail/moved',
      dailyFolders: false,
      hasKey: true,
    })
    expect(made(world, job)?.destinationConf).toContain(`/retail/moved?`)
    expect(made(world, job)?.destinationConf).toContain(cosWriter)
    const body = { destination: { ...now.destination, apiKey: cosExpiresSoon } }
    const rotated = await manager.ok('updateJob', { params, body })
    expect(rotated.destination).toEqual(now.destination)
    expect(made(world, job)?.destinationConf).toContain(cosExpiresSoon)
    expect(JSON.stringify(rotated)).not.toContain('FAKE')
  })

  it('notices that somebody else was faster', async () => {
    const { job, params } = await seeded(world, manager, 'full')
    const writer = await world.signIn('writer')
    await writer.ok('updateJob', { params, body: { frequency: 'low', revision: job.revision } })
    world.sent('cis')
    const body = { name: 'too-late', revision: job.revision }
    const problem = await manager.refused('updateJob', { params, body })
    expect(problem).toMatchObject({ status: 409, code: 'job_changed' })
    expect(world.sent('cis', 'PUT')).toEqual([])
    // Without a revision the last one wins, on other members.
    const now = await manager.ok('updateJob', { params, body: { name: 'last' } })
    expect(now).toMatchObject({ name: 'last', frequency: 'low' })
  })
})

describeWorld('a change of a job’s destination', (world) => {
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
  })

  it('of a challenge asks for a token of the new place', async () => {
    const params = world.zone('playground')
    const destination = await ownedDestination(manager, params, cosByChallenge(world))
    const job = await manager.ok('createJob', { params, body: jobInput(world, { destination }) })
    const one = { ...params, jobId: job.id }
    const moved = { ...job.destination, path: 'tests/moved' }
    const problem = await manager.refused('updateJob', {
      params: one,
      body: { destination: moved },
    })
    expect(problem.errors).toMatchObject([{ path: 'destination.ownershipToken' }])
    const old = { ...moved, ownershipToken: destination.ownershipToken }
    const refused = await manager.refused('updateJob', { params: one, body: { destination: old } })
    expect(refused).toMatchObject({ code: 'ownership_mismatch', reason: 'differs' })
    const place = cosByChallenge(world, { path: 'tests/moved' })
    const owned = await ownedDestination(manager, params, place)
    const now = await manager.ok('updateJob', { params: one, body: { destination: owned } })
    expect(now.destination).toMatchObject({ auth: 'challenge', path: 'tests/moved' })
  })

  it('from a challenge to a key, and to Cloud Logs', async () => {
    const { job, params } = await seeded(world, manager, 'challenge')
    const { cosWriter: apiKey } = world.place.destinationKeys
    const body = { destination: { ...job.destination, auth: 'apiKey', apiKey } }
    const now = await manager.ok('updateJob', { params, body })
    expect(now.destination).toMatchObject({ kind: 'cos', auth: 'apiKey', hasKey: true })
    const toLogs = {
      destination: cloudLogs(world, { applicationName: 'edge', subsystemName: 'x' }),
    }
    const then = await manager.ok('updateJob', { params, body: toLogs })
    expect(then.destination).toMatchObject({ kind: 'cloudLogs', hasKey: true })
    expect(made(world, job)?.logNames).toEqual({ applicationName: 'edge', subsystemName: 'x' })
  })

  it('warns of a place that another job has', async () => {
    const { params } = await seeded(world, manager, 'full')
    const dns = await seeded(world, manager, 'full', 2)
    const now = await manager.ok('updateJob', {
      params,
      body: { destination: dns.job.destination },
    })
    expect(now.warnings).toMatchObject([{ code: 'destination_shared' }])
  })

  it('at Splunk keeps the token at its place, and never takes it to another', async () => {
    const { job, params } = await seeded(world, manager, 'kinds')
    const body = { enabled: false, destination: job.destination }
    expect(await manager.ok('updateJob', { params, body })).toMatchObject({ enabled: false })
    const held = made(world, job)?.destinationConf ?? ''
    const changed = { ...job.destination, sourceType: 'edge:json' }
    const now = await manager.ok('updateJob', { params, body: { destination: changed } })
    expect(now.destination).toMatchObject({ sourceType: 'edge:json', hasKey: true })
    const header = /header_Authorization=[^&]*/.exec(held)?.[0]
    expect(made(world, job)?.destinationConf).toContain(header)
    const other = { ...job.destination, endpoint: 'splunk.elsewhere.example:8088' }
    const problem = await manager.refused('updateJob', { params, body: { destination: other } })
    expect(problem.errors).toMatchObject([{ path: 'destination.token' }])
  })

  it('to Splunk needs neither channel nor source type', async () => {
    const { params } = await seeded(world, manager, 'full')
    const destination = { kind: 'splunk', endpoint: 'splunk.example:8088', token: 'FAKE-hec-token' }
    const now = await manager.ok('updateJob', { params, body: { destination } })
    expect(now.destination).toMatchObject({
      kind: 'splunk',
      channelId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sourceType: 'cloudflare:json',
    })
  })

  it.each([
    ['date={DATE}', 'date={DATE}', {}],
    ['{DATE}/http', '{DATE}/http', {}],
    ['http', 'http/{DATE}', { use_daily_subfolder: 'true' }],
  ])('keeps the folder %s when the key is replaced', async (path, shown, more) => {
    const { job, params } = await seeded(world, manager, 'full')
    const { cosWriter, cosExpiresSoon } = world.place.destinationKeys
    const { bucket, bucketRegion: region, cosInstanceId } = world.place
    const place = { region, 'instance-id': cosInstanceId, ibm_api_key: cosWriter ?? '', ...more }
    const stored = made(world, job)
    if (stored) stored.destinationConf = `cos://${bucket}/${path}?${new URLSearchParams(place)}`
    const before = await manager.ok('getJob', { params })
    expect(before.destination).toMatchObject({ path, dailyFolders: shown !== path })
    world.sent('cis')
    await manager.ok('updateJob', { params, body: { destination: before.destination } })
    expect(world.sent('cis', 'PUT')).toEqual([])
    const body = { destination: { ...before.destination, apiKey: cosExpiresSoon } }
    const now = await manager.ok('updateJob', { params, body })
    expect(now.destination).toMatchObject({ path, hasKey: true })
    expect(made(world, job)?.destinationConf).toBe(
      `cos://${bucket}/${shown}?region=${region}&instance-id=${cosInstanceId}&ibm_api_key=${cosExpiresSoon}`,
    )
  })

  it('to a raw string with a trap in it is refused as for a new job, one that it has may stay', async () => {
    const { job, params } = await seeded(world, manager, 'kinds')
    const conf = 's3://logs/edge&secret-access-key=FAKE-secret-of-a-test-0001'
    const body = { destination: { kind: 'other' as const, conf } }
    const problem = await manager.refused('updateJob', { params, body })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'destination.conf' }] })
    expect(JSON.stringify(problem)).not.toContain('FAKE-secret')
    const stored = made(world, job)
    if (stored) stored.destinationConf = conf
    const held = await manager.ok('getJob', { params })
    const { destination } = held
    await manager.ok('updateJob', { params, body: { enabled: false, destination } })
    expect(made(world, job)?.destinationConf).toBe(conf)
  })

  it('to another address of its kind is refused for what a new job’s is, one that it has may stay', async () => {
    const { job, params } = await seeded(world, manager, 'kinds')
    const trap = 'https://receiver.example/in&api_key=FAKE-secret-of-a-test-0002'
    const stored = made(world, job)
    if (stored) stored.destinationConf = 'https://receiver.example/in?header_X-Key=FAKE-1'
    const headers = [{ name: 'X-Key' }]
    const to = (url: string) => ({ destination: { kind: 'https' as const, url, headers } })
    const problem = await manager.refused('updateJob', { params, body: to(trap) })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'destination.url' }] })
    expect(JSON.stringify(problem)).not.toContain('FAKE-secret')
    await manager.ok('updateJob', { params, body: to('https://receiver.example/v2') })
    if (stored) stored.destinationConf = `${trap}?header_X-Key=FAKE-1`
    const { destination } = await manager.ok('getJob', { params })
    const key = { ...destination, headers: [{ name: 'X-Key', value: 'FAKE-2' }] }
    await manager.ok('updateJob', { params, body: { destination: key } })
    expect(made(world, job)?.destinationConf).toBe(`${trap}?header_X-Key=FAKE-2`)
  })

  it('that may be QRadar is the same place by either name', async () => {
    const { job, params } = await seeded(world, manager, 'kinds', 1)
    expect(job.destination).toMatchObject({ kind: 'https', also: 'qradar' })
    const host = 'qradar.nordlicht.example'
    world.sent('cis')
    for (const destination of [job.destination, { kind: 'qradar', host, port: 8088 }]) {
      expect(await manager.ok('updateJob', { params, body: { destination } })).toEqual(job)
    }
    expect(world.sent('cis', 'PUT')).toEqual([])
    const destination = { kind: 'qradar', host, port: 8089 }
    const now = await manager.ok('updateJob', { params, body: { destination } })
    expect(now.destination).toMatchObject({ url: `https://${host}:8089`, also: 'qradar' })
  })

  it('does not lose what stands in a destination of a form that we do not manage', async () => {
    for (const [at, change] of [{ name: 'named' }, { frequency: 'low' }, {}, {}].entries()) {
      const { job, params } = await seeded(world, manager, 'leftovers', at)
      const conf = made(world, job)?.destinationConf
      const { logs, destination } = job
      await manager.ok('updateJob', { params, body: { ...change, logs, destination } })
      expect(made(world, job)?.destinationConf).toBe(conf)
    }
  })
})

describeWorld('a change of a job’s logs', (world) => {
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    world.letTimePass(61_000)
    manager = await world.signIn()
  })
  const optionsOf = (job: Job) => made(world, job)?.logpullOptions

  it('replaces them whole and keeps what we do not manage', async () => {
    const { job, params } = await seeded(world, manager, 'oddNames', 2)
    const fields = { mode: 'list', names: ['RayID'] }
    await manager.ok('updateJob', { params, body: { logs: { fields, timestamps: 'unix' } } })
    expect(optionsOf(job)).toBe('fields=RayID&timestamps=unix&sample=0.1&CVE-2021-44228=true')
    const none = { fields: { mode: 'default' }, timestamps: null }
    const now = await manager.ok('updateJob', { params, body: { logs: none } })
    expect(optionsOf(job)).toBe('timestamps=unix&sample=0.1&CVE-2021-44228=true')
    expect(now.logs).toMatchObject({ fields: { mode: 'default' }, timestamps: 'unix' })
  })

  it('to all fields reads back as all', async () => {
    const { params } = await seeded(world, manager, 'full')
    const logs = { fields: { mode: 'all' }, timestamps: 'rfc3339' }
    const now = await manager.ok('updateJob', { params, body: { logs } })
    expect(now.logs.fields).toMatchObject({ mode: 'all' })
    world.sent('cis')
    expect(await manager.ok('updateJob', { params, body: { logs } })).toEqual(now)
    expect(world.sent('cis', 'PUT')).toEqual([])
  })

  it('sends nothing for all fields as they were read, though one of them is not listed any more', async () => {
    const { job, params } = await seeded(world, manager, 'full')
    const fields = world.simulator.state.fields.get('http_requests') ?? new Map()
    const stored = made(world, job)
    if (stored)
      stored.logpullOptions = `fields=${[...fields.keys(), 'Retired'].join(',')}&timestamps=unix`
    const { logs } = await manager.ok('getJob', { params })
    expect(logs.fields.mode).toBe('all')
    world.sent('cis')
    await manager.ok('updateJob', { params, body: { logs } })
    expect(world.sent('cis', 'PUT')).toEqual([])
    const allAgain = { fields: { mode: 'all' }, timestamps: 'rfc3339' }
    await manager.ok('updateJob', { params, body: { logs: allAgain } })
    expect(optionsOf(job)).not.toContain('Retired')
  })

  it('drops a field that IBM lists no more when it is told to', async () => {
    const { job, params } = await seeded(world, manager, 'full')
    const live = [...(world.simulator.state.fields.get('http_requests') ?? new Map()).keys()]
    const stored = made(world, job)
    if (stored) stored.logpullOptions = `fields=${[...live, 'Retired'].join(',')}&timestamps=unix`
    const { logs } = await manager.ok('getJob', { params })
    expect(logs.notes).toMatchObject([{ code: 'fields_unlisted' }])
    const fields = { mode: 'all', names: live }
    const now = await manager.ok('updateJob', { params, body: { logs: { fields } } })
    expect(optionsOf(job)).toBe(`fields=${live.join(',')}&timestamps=unix`)
    expect(now.logs.notes).toEqual([])
  })

  it('may keep a field that IBM lists no more, and take no other', async () => {
    const { job, params } = await seeded(world, manager, 'full')
    const stored = made(world, job)
    if (stored) stored.logpullOptions = 'fields=RayID,Retired'
    const keep = { fields: { mode: 'list', names: ['Retired', 'RayID'] }, timestamps: null }
    await manager.ok('updateJob', { params, body: { logs: keep, name: 'kept' } })
    expect(optionsOf(job)).toBe('fields=RayID,Retired')
    const add = { fields: { mode: 'list', names: ['RayID', 'Wrong'] }, timestamps: null }
    const problem = await manager.refused('updateJob', { params, body: { logs: add } })
    expect(problem.errors).toMatchObject([{ path: 'logs.fields.names.1' }])
  })

  it('is told of the first hundred mistakes', async () => {
    const { params } = await seeded(world, manager, 'full')
    const names = Array.from({ length: 1_000 }, (_, at) => `Wrong${at}`)
    const body = { logs: { fields: { mode: 'list', names }, timestamps: null } }
    expect((await manager.refused('updateJob', { params, body })).errors).toHaveLength(100)
  })
})
