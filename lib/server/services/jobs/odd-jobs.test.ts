import { beforeEach, expect, it } from 'vitest'
import { random } from '@/lib/destinations/testing/random'
import type { Job } from '@/lib/schemas/job'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, type World } from '@/lib/testing/world'

type Odd = Partial<NonNullable<ReturnType<World['simulator']['state']['jobs']['get']>>>

const overridden = {
  output_options: { field_names: ['RayID'], timestamp_format: 'rfc3339ms', prefix: 'FAKE-held' },
  filter: '{"where":{"key":"ClientIP","operator":"eq","value":"FAKE-held"}}',
  max_upload_bytes: 5_000_000,
  max_upload_records: null,
  max_upload_interval_seconds: 30,
  sample_rate: 0.5,
  someday: { key: 'FAKE-held' },
}

/** Jobs as IBM may hold them, none of which this dashboard would create. */
const odd: [string, Odd][] = [
  ['an unknown format', { logpullOptions: 'timestamps=rfc3339ms&fields=RayID,ClientIP' }],
  ['options joined by a comma', { logpullOptions: 'timestamps=rfc3339,sample=1.0&fields=RayID' }],
  ['a format twice', { logpullOptions: 'fields=RayID&timestamps=rfc3339&timestamps=rfc3338' }],
  ['odd fields', { logpullOptions: 'fields=%52ayID,Old one,&&x&fields=&timestamps=' }],
  ['no options', { logpullOptions: null }],
  ['members of IBM’s own', { otherMembers: overridden }],
  ['a name that is no more allowed', { name: 'Old name_1 <b>' }],
  ['no name', { name: null, frequency: null }],
  [
    'a dataset by the engine’s name',
    { dataset: 'spectrum_events', logpullOptions: 'fields=Event' },
  ],
  ['no dataset', { dataset: null, logpullOptions: 'fields=RayID' }],
  ['a dataset that nobody knows', { dataset: 'page_shield_events', logpullOptions: 'fields=all' }],
]

describeWorld('a job that we would not create', (world) => {
  let manager: Visitor
  let params: { instanceId: string; zoneId: string; jobId: string }

  beforeEach(async () => {
    world.reset()
    world.letTimePass(61_000)
    manager = await world.signIn()
    const place = world.zone('full')
    const { items } = await manager.ok('listJobs', { params: place })
    params = { ...place, jobId: items[0]?.id ?? '' }
  })

  const stored = () => {
    const job = world.simulator.state.jobs.get(Number(params.jobId))
    if (!job) throw new Error('The seed has no such job')
    return job
  }
  const settings = () => {
    const { name, dataset, frequency, logpullOptions, destinationConf, otherMembers } = stored()
    return { name, dataset, frequency, logpullOptions, destinationConf, otherMembers }
  }
  const change = (body: object) => manager.ok('updateJob', { params, body })
  const asRead = ({ name, dataset, frequency, logs, destination }: Job) => ({
    name,
    dataset,
    frequency,
    logs,
    destination,
  })

  it.each(odd)(
    'with %s is told nothing of what is sent back as it was read',
    async (_name, held) => {
      Object.assign(stored(), held)
      const job = await manager.ok('getJob', { params })
      const before = settings()
      world.sent('cis')
      await change(asRead(job))
      await change({ ...asRead(job), logs: { fields: job.logs.fields } })
      expect(world.sent('cis', 'PUT')).toEqual([])

      const now = await change({ ...asRead(job), enabled: false, revision: job.revision })
      expect(settings()).toEqual(before)
      expect(now).toMatchObject({ ...asRead(job), enabled: false })
      const { cosExpiresSoon: apiKey } = world.place.destinationKeys
      await change({ ...asRead(job), destination: { ...job.destination, apiKey } })
      expect({ ...settings(), destinationConf: '' }).toEqual({ ...before, destinationConf: '' })
      expect(stored().destinationConf).toContain(apiKey)
    },
  )

  it.each([
    [
      'timestamps=rfc3339ms&fields=RayID&sample=0.1',
      'timestamps=rfc3339ms&fields=ClientIP&sample=0.1',
    ],
    [
      'fields=RayID&timestamps=rfc3339&timestamps=rfc3339',
      'fields=ClientIP&timestamps=rfc3339&timestamps=rfc3339',
    ],
    ['fields=RayID&=x&&=&timestamps=unix', 'fields=ClientIP&=x&&=&timestamps=unix'],
    ['timestamps=rfc3339,sample=1.0', 'fields=ClientIP&timestamps=rfc3339,sample=1.0'],
  ])('keeps the rest of %s when other fields are chosen', async (held, expected) => {
    stored().logpullOptions = held
    const { logs } = await manager.ok('getJob', { params })
    await change({ logs: { ...logs, fields: { mode: 'list', names: ['ClientIP'] } } })
    expect(stored().logpullOptions).toBe(expected)
    const { logs: now } = await manager.ok('getJob', { params })
    expect(now).toMatchObject({ timestamps: logs.timestamps, otherOptions: logs.otherOptions })
  })

  it('of any texts is told nothing of what is sent back as it was read', async () => {
    const { cosWriter } = world.place.destinationKeys
    for (let seed = 1; seed <= 60; seed++) {
      const r = random(seed * 104_729)
      const place = r.pick([
        'cos://b/',
        'https://h:8088',
        'https://h/',
        'splunk://h/',
        'ibmcl://',
        '',
      ])
      const options = [`fields=${r.nasty(5)}`, `timestamps=${r.nasty(3)}`, r.nasty(4)]
      Object.assign(stored(), {
        name: r.chance(0.2) ? null : r.nasty(6),
        logpullOptions: options.slice(r.int(0, 2)).join('&'),
        destinationConf: `${place}${r.nasty(6)}${r.chance(0.5) ? `?ibm_api_key=${cosWriter}` : ''}`,
        otherMembers: { someday: r.nasty(4) },
      })
      const job = await manager.ok('getJob', { params })
      world.sent('cis')
      await change({ ...asRead(job), revision: job.revision })
      expect(world.sent('cis', 'PUT'), `seed ${seed}`).toEqual([])
    }
  })

  it('is fixed by a format that is chosen, and by options that are left out', async () => {
    stored().logpullOptions = 'fields=RayID&timestamps=rfc3339&timestamps=rfc3338&sample=0.1'
    const { logs } = await manager.ok('getJob', { params })
    expect(logs.otherOptions).toHaveLength(2)
    await change({ logs: { ...logs, otherOptions: [{ name: 'sample', value: '0.1' }] } })
    expect(stored().logpullOptions).toBe('fields=RayID&timestamps=rfc3339&sample=0.1')
    stored().logpullOptions = 'fields=RayID&timestamps=rfc3339,x=1&timestamps=unix'
    const now = await change({ logs: { fields: logs.fields, timestamps: 'unix' } })
    expect(stored().logpullOptions).toBe('fields=RayID&timestamps=unix')
    expect(now.logs.notes).toEqual([])
  })

  it('takes nothing odd that it does not have', async () => {
    const { logs } = await manager.ok('getJob', { params })
    const cases: [object, string][] = [
      [{ name: 'Old name' }, 'name'],
      [{ name: null }, 'name'],
      [{ logs: { ...logs, timestamps: 'rfc3339ms' } }, 'logs.timestamps'],
      [{ logs: { ...logs, otherOptions: [{ name: 'x', value: '' }] } }, 'logs.otherOptions.0'],
      [{ logs: { fields: { mode: 'list', names: ['Odd one'] } } }, 'logs.fields.names.0'],
    ]
    world.sent('cis')
    for (const [body, path] of cases) {
      const problem = await manager.refused('updateJob', { params, body })
      expect(problem).toMatchObject({ status: 422, errors: [{ path }] })
    }
    expect(world.sent('cis', 'PUT')).toEqual([])
  })

  it('says what IBM holds besides, and that output options come before the fields', async () => {
    stored().otherMembers = overridden
    const job = await manager.ok('getJob', { params })
    expect(job.managedElsewhere).toEqual([
      'filter',
      'max_upload_bytes',
      'max_upload_interval_seconds',
      'output_options',
      'sample_rate',
      'someday',
    ])
    expect(JSON.stringify(job)).not.toContain('FAKE-held')
    const { warnings, ...same } = await change({ logs: job.logs })
    expect(same).toEqual(job)
    expect(warnings).toMatchObject([{ code: 'logs_overridden' }])
    const now = await change({ logs: { fields: { mode: 'list', names: ['ClientIP'] } } })
    expect(now.warnings).toMatchObject([{ code: 'logs_overridden' }])
    expect(stored().otherMembers).toEqual(overridden)
    expect((await change({ enabled: false })).warnings).toBeUndefined()

    stored().otherMembers = { ...overridden, filter: '{}' }
    const { revision } = job
    const problem = await manager.refused('updateJob', { params, body: { name: 'b', revision } })
    expect(problem).toMatchObject({ code: 'job_changed' })
  })

  it.each([
    ['none', null],
    ['one that IBM has no list for', 'page_shield_events'],
  ])('of a dataset that is %s can’t be set to all fields', async (_name, dataset) => {
    Object.assign(stored(), { dataset, logpullOptions: 'fields=RayID' })
    const all = { logs: { fields: { mode: 'all' } } }
    world.sent('cis')
    const problem = await manager.refused('updateJob', { params, body: all })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'logs.fields' }] })
    const other = { logs: { fields: { mode: 'list', names: ['RayID', 'ClientIP'] } } }
    const unknown = await manager.refused('updateJob', { params, body: other })
    expect(unknown.errors).toMatchObject([{ path: 'logs.fields.names.1' }])
    expect(world.sent('cis').filter((call) => /^PUT|datasets\/\//.test(call))).toEqual([])
  })

  it('takes the engine’s name of a dataset for IBM’s, and no other', async () => {
    stored().dataset = 'spectrum_events'
    expect(await change({ dataset: 'range_events' })).toMatchObject({ dataset: 'spectrum_events' })
    const now = await change({ logs: { fields: { mode: 'all' } } })
    expect(now.logs.fields).toMatchObject({ mode: 'all' })
    const body = { dataset: 'http_requests' }
    expect(await manager.refused('updateJob', { params, body })).toMatchObject({
      code: 'dataset_fixed',
    })
  })
})
