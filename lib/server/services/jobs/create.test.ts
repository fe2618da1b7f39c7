import { beforeEach, expect, it } from 'vitest'
import type { CreateJobInput } from '@/lib/schemas/job'
import {
  cloudLogs,
  cosByChallenge,
  cosByKey,
  jobInput,
  ownedDestination,
} from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds, type World } from '@/lib/testing/world'

const made = (world: World) => [...world.simulator.state.jobs.values()].at(-1)

describeWorlds('creating a job', (world) => {
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
  })
  const create = (over: Partial<CreateJobInput> = {}, params = world.zone('playground')) =>
    manager.ok('createJob', { params, body: jobInput(world, over) })

  it('with a key for a bucket', async () => {
    const job = await create()
    expect(job).toMatchObject({
      name: 'made-by-a-test',
      enabled: true,
      state: 'never_ran',
      destination: {
        kind: 'cos',
        auth: 'apiKey',
        path: 'tests/http',
        dailyFolders: true,
        hasKey: true,
      },
      logs: { fields: { mode: 'list', names: ['RayID', 'ClientIP'] }, timestamps: 'rfc3339' },
    })
    expect(job).not.toHaveProperty('warnings')
    expect(made(world)?.destinationConf).toBe(
      `cos://${world.place.bucket}/tests/http/{DATE}?region=eu-de&instance-id=${world.place.cosInstanceId}&ibm_api_key=${world.place.destinationKeys.cosWriter}`,
    )
    const params = { ...world.zone('playground'), jobId: job.id }
    expect(await manager.ok('getJob', { params })).toEqual(job)
  })

  it('by an ownership challenge', async () => {
    const params = world.zone('playground')
    const destination = await ownedDestination(manager, params, cosByChallenge(world))
    const job = await create({ destination })
    expect(job.destination).toEqual({
      kind: 'cos',
      auth: 'challenge',
      instanceId: world.place.cosInstanceId,
      bucket: world.place.bucket,
      region: 'eu-de',
      path: 'tests/challenge',
      dailyFolders: true,
    })
    expect(made(world)?.challenged).toBe(true)
  })

  it.each([
    [{}, null],
    [
      { applicationName: 'edge', subsystemName: 'http' },
      { applicationName: 'edge', subsystemName: 'http' },
    ],
    [{ applicationName: 'edge' }, { applicationName: 'edge', subsystemName: '' }],
    [
      { subsystemName: ' http ', applicationName: '' },
      { applicationName: '', subsystemName: 'http' },
    ],
  ])('for Cloud Logs with the names %j', async (names, kept) => {
    const job = await create({ destination: cloudLogs(world, names) })
    expect(job.destination).toEqual({
      kind: 'cloudLogs',
      instanceId: world.place.cloudLogsInstanceId,
      region: 'eu-de',
      hasKey: true,
    })
    expect(made(world)?.logNames).toEqual(kept)
  })

  it('the same request sent twice at once makes one job', async () => {
    const twice = await Promise.all([create(), create(), create()])
    const [first] = twice
    expect(new Set(twice.map((job) => job.id)).size).toBe(1)
    expect(world.sent('cis', 'POST')).toHaveLength(1)
    // Sent again later it is another wish.
    expect((await create()).id).not.toBe(first?.id)
  })

  it('warns of a place that another job writes to', async () => {
    await create({ name: 'first' })
    const { warnings } = await create({ name: 'second' })
    expect(warnings).toMatchObject([{ code: 'destination_shared' }])
    expect(warnings?.[0]?.message).toContain('first already writes to')
    const other = await create({ destination: cosByKey(world, { path: 'tests/other' }) })
    expect(other).not.toHaveProperty('warnings')
  })
})

describeWorld('the fields of a new job', (world) => {
  it.each([
    [{ mode: 'all' }, 'all'],
    [{ mode: 'all', names: ['RayID'] }, 'all'],
    [{ mode: 'default' }, 'default'],
    [{ mode: 'list', names: ['RayID', 'ClientIP', 'RayID'] }, 'list'],
  ] as const)('%j', async (fields, mode) => {
    world.reset()
    const manager = await world.signIn()
    const params = world.zone('playground')
    const { items } = await manager.ok('listFields', { params: { ...params, dataset: 'dns_logs' } })
    const live = items.map(({ name }) => name)
    const names = { all: live, default: undefined, list: ['QueryName', 'SourceIP'] }[mode]
    const asked = mode === 'list' ? { mode, names: [...(names ?? []), 'QueryName'] } : fields
    const body = { ...jobInput(world), dataset: 'dns_logs' }
    const logs = { fields: asked, timestamps: 'unix' }
    const job = await manager.ok('createJob', { params, body: { ...body, logs } })
    expect(job.logs).toEqual({
      fields: names ? { mode, names } : { mode },
      timestamps: 'unix',
      otherOptions: [],
      notes: [],
    })
    const options = names ? `fields=${names.join(',')}&timestamps=unix` : 'timestamps=unix'
    expect(made(world)?.logpullOptions).toBe(options)
    expect((await manager.ok('listJobs', { params })).items.map((one) => one.logs)).toEqual([
      job.logs,
    ])
  })
})
