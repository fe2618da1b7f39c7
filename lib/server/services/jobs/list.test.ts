import { beforeEach, expect, it } from 'vitest'
import type { Job } from '@/lib/schemas/job'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

describeWorld('the jobs of a zone', (world) => {
  let reader: Visitor
  beforeEach(async () => {
    world.reset()
    // Nothing of the minute before is remembered.
    world.letTimePass(61_000)
    reader = await world.signIn('reader')
  })
  const list = async (role: string): Promise<Job[]> =>
    (await reader.ok('listJobs', { params: world.zone(role) })).items
  const fault = (effect: FaultEffect, path: string) =>
    world.simulator.faults.add({ match: { service: 'cis', method: 'GET', path }, effect })

  it('are read wherever there are any, however odd, without a secret', async () => {
    world.heard.length = 0
    for (const [role, { id: zoneId }] of Object.entries(world.place.zones)) {
      const jobs = [...world.simulator.state.jobs.values()].filter((job) => job.zoneId === zoneId)
      const got = await list(role)
      expect(got.map((job) => job.id)).toEqual(jobs.map((job) => String(job.id)))
      for (const job of got) {
        const params = { ...world.zone(role), jobId: job.id }
        const { lastComplete: _, ...rest } = await reader.ok('getJob', { params })
        expect(job).toMatchObject(rest)
      }
    }
    expect(world.heard.length).toBeGreaterThan(30)
    expect(world.heard.filter((text) => text.includes('FAKE'))).toEqual([])
  })

  it.each([
    ['full', ['delivering', 'delivering', 'delivering', 'off']],
    ['failing', ['failing', 'failing']],
    ['late', ['late', 'never_ran']],
    ['challenge', ['delivering']],
    ['empty', []],
  ])('in the zone %s are %j', async (role, states) => {
    expect((await list(role)).map((job) => job.state)).toEqual(states)
  })

  it('may be of every kind', async () => {
    expect((await list('kinds')).map((job) => job.destination)).toMatchObject([
      { kind: 'splunk', endpoint: expect.stringContaining('splunk.nordlicht.example:8088') },
      { kind: 'https', url: 'https://qradar.nordlicht.example:8088', also: 'qradar' },
      {
        kind: 'https',
        url: 'https://collector.nordlicht.example/v1/logs',
        headers: [{ name: 'Authorization' }, { name: 'X-Api-Key' }],
        hasKey: true,
      },
      { kind: 'other', scheme: 's3' },
    ])
  })

  it('say when one of them could not be read', async () => {
    const params = world.zone('full')
    expect(await reader.ok('listJobs', { params })).not.toHaveProperty('partial')
    fault({ kind: 'result', result: [{ id: 'x' }, { id: 4, name: 'edge' }] }, '/logpush/jobs')
    const { items, partial } = await reader.ok('listJobs', { params })
    expect(items.map(({ id }) => id)).toEqual(['4'])
    expect(partial).toBe(true)
  })

  it('may be leftovers', async () => {
    expect(await list('leftovers')).toMatchObject([
      {
        name: null,
        frequency: null,
        destination: { kind: 'logdna' },
        logs: { fields: { mode: 'default' } },
      },
      { name: null, destination: { kind: 'cos', auth: 'challenge' } },
      { dataset: 'page_shield_events', logs: { fields: { mode: 'list', names: ['all'] } } },
      { destination: { kind: 'other', scheme: '', conf: '••••' } },
    ])
    expect((await list('leftovers'))[1]?.destination).not.toHaveProperty('hasKey')
  })

  it('keep names and options that we would not give', async () => {
    const [bold, long, sampled] = await list('oddNames')
    expect(bold?.name).toBe('<b>bold</b> <script>alert(1)</script>')
    expect(long?.name).toHaveLength(512)
    expect(sampled?.logs.otherOptions).toEqual([
      { name: 'sample', value: '0.1' },
      { name: 'CVE-2021-44228', value: 'true' },
    ])
  })

  it('have all fields while IBM lists no other', async () => {
    const jobs = [...world.simulator.state.jobs.values()]
    const job = jobs.find((one) => one.zoneId === world.zone('full').zoneId)
    const fields = world.simulator.state.fields.get('http_requests') ?? new Map()
    if (job) job.logpullOptions = `fields=${[...fields.keys()].reverse().join(',')}`
    expect((await list('full'))[0]?.logs.fields.mode).toBe('all')
    fields.set('BrandNew', 'int; since today')
    expect((await list('full'))[0]?.logs.fields.mode).toBe('all')
    world.letTimePass(61_000)
    expect((await list('full'))[0]?.logs.fields.mode).toBe('list')
  })

  it('are asked anew each time, their fields once a minute', async () => {
    await list('full')
    world.sent('cis')
    await list('full')
    await list('full')
    const path = `GET /zones/${world.zone('full').zoneId}/logpush/jobs`
    expect(world.sent('cis')).toEqual([path, path])
  })

  it.each<[string, FaultEffect]>([
    ['refused', { kind: 'status', status: 403, message: 'no' }],
    ['odd', { kind: 'result', result: 'nonsense' }],
    ['missing', { kind: 'result-null' }],
  ])('are there although the list of fields is %s', async (_, effect) => {
    fault(effect, '/fields')
    expect((await list('full')).map((job) => job.logs.fields.mode)).toEqual(Array(4).fill('list'))
  })

  it('do not wait for a list of fields that does not come', async () => {
    fault({ kind: 'hang' }, '/fields')
    expect(await list('challenge')).toHaveLength(1)
  })

  it.each<[string, FaultEffect, number]>([
    ['null', { kind: 'result-null' }, 0],
    ['without an envelope', { kind: 'bare' }, 4],
    ['one object', { kind: 'result', result: { id: 7 } }, 1],
    [
      'half unreadable',
      { kind: 'result', result: [{ id: '12345678901234567' }, { id: 'x' }, 3] },
      1,
    ],
    [
      'full of other types',
      {
        kind: 'result',
        result: [
          { id: 1, name: 5, enabled: 'true', dataset: {}, last_complete: 12, error_message: [] },
        ],
      },
      1,
    ],
  ])('are read from a result that is %s', async (_, effect, count) => {
    fault(effect, '/logpush/jobs')
    expect(await list('full')).toHaveLength(count)
  })

  it.each<[string, FaultEffect, number, string]>([
    ['a page', { kind: 'html', status: 200 }, 502, 'ibm_unusable'],
    ['a proxy’s page', { kind: 'html', status: 403 }, 503, 'ibm_unavailable'],
    ['a page for it', { kind: 'html', status: 404 }, 502, 'ibm_unusable'],
    ['nothing', { kind: 'empty' }, 502, 'ibm_unusable'],
    ['nothing but a status', { kind: 'empty', status: 204 }, 502, 'ibm_unusable'],
    ['a bomb', { kind: 'gzip-bomb' }, 502, 'ibm_unusable'],
    [
      'a token that is never good',
      { kind: 'token-expired', status: 403 },
      403,
      'ibm_token_refused',
    ],
    [
      'a plan that lacks it',
      {
        kind: 'status',
        status: 403,
        errors: 'gateway',
        message: 'This action is unavailable for the current plan: Standard',
      },
      403,
      'plan_required',
    ],
    ['nonsense', { kind: 'result', result: [{ id: 'x' }] }, 502, 'ibm_unusable'],
    ['half an answer', { kind: 'broken-json' }, 502, 'ibm_unusable'],
    ['a role that is too low', { kind: 'role-too-low' }, 403, 'role_missing'],
    ['a conflict', { kind: 'status', status: 409 }, 409, 'conflict'],
    ['gone', { kind: 'status', status: 404, errors: 'strings' }, 404, 'not_found'],
    [
      'a refusal in nested form',
      { kind: 'status', status: 400, errors: 'nested' },
      422,
      'ibm_refused',
    ],
  ])('are told not to be readable: %s', async (_, effect, status, code) => {
    fault(effect, '/logpush/jobs')
    const problem = await reader.refused('listJobs', { params: world.zone('full') })
    expect(problem).toMatchObject({ status, code })
    expect(problem.upstream?.status).toBeGreaterThanOrEqual(200)
  })

  it('carry the trace of the gateway’s refusal', async () => {
    const message = 'This action is unavailable for the current plan: Standard'
    fault({ kind: 'status', status: 405, errors: 'gateway', message }, '/logpush/jobs')
    const problem = await reader.refused('listJobs', { params: world.zone('full') })
    expect(problem).toMatchObject({
      code: 'plan_required',
      upstream: { status: 405, correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/), message },
    })
  })

  it('are read with a new token after a 403 that calls the old one expired', async () => {
    const effect = { kind: 'token-expired', status: 403 } as const
    const match = { service: 'cis', path: '/logpush/jobs', times: 1 } as const
    world.simulator.faults.add({ match, effect })
    expect((await reader.call('listJobs', { params: world.zone('full') })).status).toBe(200)
  })
})
