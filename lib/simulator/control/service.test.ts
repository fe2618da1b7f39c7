import { describe, expect, it } from 'vitest'
import { MANAGER } from '../seed/identities.ts'
import { createTestClient, PLAYGROUND, passcodeGrant, type Wire } from '../test-client.ts'

function controlled() {
  const client = createTestClient()
  const control = (method: string, path: string, body?: unknown) =>
    client.call(
      method,
      `/_simulator${path}`,
      body === undefined ? {} : { body: JSON.stringify(body) },
    )
  return { client, control }
}

it.each([
  [{ kind: 'change-refused', status: 409, code: 1, message: 'FAKE' }, 'cis'],
  [{ kind: 'delete-refused' }, 'cis'],
  [{ kind: 'change-taken' }, 'cis'],
  [{ kind: 'wrong-token' }, 'receiver'],
  [{ kind: 'echoes', echo: 'headers' }, 'receiver'],
  [{ kind: 'error-in-200', message: 'FAKE' }, 'receiver'],
  [{ kind: 'redirect', location: 'http://10.0.0.1/', status: 307 }, 'receiver'],
  [{ kind: 'refuses-engine', status: 401 }, 'receiver'],
])('takes the effect %j for %s', async (effect, service) => {
  const { control } = controlled()
  expect((await control('POST', '/faults', { match: { service }, effect })).status).toBe(201)
  expect((await control('GET', '/faults')).body.items).toMatchObject([{ effect }])
})

it('tells where everything is', async () => {
  const { control, client } = controlled()
  const { body } = await control('GET', '/info')
  expect(body.cos).toMatch(/\/cos\/\{region\}$/)
  expect(body.logsIngress).toMatch(/\/ingress\/\{region\}\/\{instance_id\}$/)
  expect(body.env.IBMCLOUD_CIS_API_ENDPOINT).toBe(body.cis)
  expect(client.simulator.state.zones.get(body.zoneId)?.name).toBe(body.zoneName)
  expect(client.simulator.state.buckets.get(body.bucket)?.instanceGuid).toBe(body.cosInstanceId)
})

describe('faults over HTTP', () => {
  it('are added, listed and removed', async () => {
    const { control, client } = controlled()
    const cis = await client.cisAs('manager')
    const fault = {
      match: { service: 'cis', pathPattern: 'zones\\?page=\\d' },
      effect: { kind: 'status', status: 500 },
    }
    const { body } = await control('POST', '/faults', fault)
    expect((await cis('GET', 'v1', '/zones?page=1')).status).toBe(500)
    expect((await cis('GET', 'v1', '/zones')).status).toBe(200)
    expect((await control('GET', '/faults')).body.items).toMatchObject([
      { id: body.id, happened: 1 },
    ])
    await control('DELETE', `/faults?id=${body.id}`)
    expect((await cis('GET', 'v1', '/zones?page=1')).status).toBe(200)
  })

  it.each([
    [{}],
    [{ match: { service: 'cake' }, effect: { kind: 'hang' } }],
    [{ match: { service: 'cis' }, effect: { kind: 'cake' } }],
    [{ match: { service: 'cis' }, effect: { kind: 'delay' } }],
    [{ match: { service: 'cis', pth: 'x' }, effect: { kind: 'hang' } }],
    [{ match: { service: 'cis' }, effect: { kind: 'hang', ms: 5 } }],
    [{ match: { service: 'cis' }, effect: { kind: 'gzip-bomb', megabytes: 9999 } }],
    [{ match: { service: 'cis' }, effect: { kind: 'token-expired', status: 500 } }],
    [{ match: { service: 'cis' }, effect: { kind: 'lands-late' } }],
    [{ match: { service: 'cis' }, effect: { kind: 'lands-late', seconds: 5, connection: 'cake' } }],
    [{ match: { service: 'cis' }, effect: { kind: 'lands-late', seconds: 5, answerSeconds: 9 } }],
    [{ match: { service: 'cis' }, effect: { kind: 'status', status: 400, errors: 'cake' } }],
    [{ match: { service: 'cis' }, effect: { kind: 'redirect' } }],
    [{ match: { service: 'receiver' }, effect: { kind: 'silent' } }],
    [{ match: { service: 'receiver' }, effect: { kind: 'echoes', echo: 'conf' } }],
    [{ match: { service: 'cis' }, effect: { kind: 'change-refused', status: 'no' } }],
  ])('are refused when misspelt: %j', async (fault) => {
    const { control } = controlled()
    expect((await control('POST', '/faults', fault)).status).toBe(400)
    expect((await control('GET', '/faults')).body.items).toEqual([])
  })
})

it('lets a write land late, and says so of the request', async () => {
  const { control, client } = controlled()
  const cis = await client.cisAs('manager')
  const path = `/zones/${PLAYGROUND}/logs/retention`
  const effect = { kind: 'lands-late', seconds: 60, connection: 'cut' }
  await control('POST', '/faults', { match: { service: 'cis', method: 'POST' }, effect })
  await expect(cis('POST', 'v1', path, { flag: false })).rejects.toThrow('fetch failed')
  const logged = async () => (await control('GET', '/requests')).body.items.at(-1)
  expect(await logged()).toMatchObject({ method: 'POST', status: 'reset' })
  expect(await logged()).not.toHaveProperty('landed')
  await control('POST', '/clock', { advanceMs: 60_000 })
  expect(client.simulator.state.zones.get(PLAYGROUND)?.retention).toBe(false)
  expect((await logged()).landed).toEqual({ at: client.clock.now(), status: 200 })
})

it('logs what reached the services, without secrets', async () => {
  const { control, client } = controlled()
  const cis = await client.cisAs('reader')
  await cis('GET', 'v1', '/zones?per_page=50')
  const { items } = (await control('GET', '/requests')).body
  expect(items.map((it: Wire) => [it.service, it.method, it.status])).toEqual([
    ['iam', 'POST', 200],
    ['cis', 'GET', 200],
  ])
  expect(items[1].path).toMatch(/\/zones\?per_page=50$/)
  expect(JSON.stringify(items)).not.toMatch(/FAKE|Bearer/)
  await control('DELETE', '/requests')
  expect((await control('GET', '/requests')).body.items).toEqual([])
})

it('mints passcodes', async () => {
  const { control, client } = controlled()
  const { passcode } = (await control('POST', '/passcodes', { key: 'reader' })).body
  expect((await client.requestToken(passcodeGrant(passcode), true)).status).toBe(200)
  expect((await control('POST', '/passcodes', { key: 'nobody' })).status).toBe(400)
  expect((await control('GET', '/passcode')).body).toContain(MANAGER.name)
})

describe('a zone of a test’s own', () => {
  it('is in the big instance, with the jobs that were asked for', async () => {
    const { control, client } = controlled()
    const zone = await control('POST', '/zones', {
      name: 'mine.example',
      retention: false,
      jobs: [{ name: 'one' }, { health: 'failing' }, { health: 'off', name: null }],
    })
    expect(zone.status).toBe(201)
    const cis = await client.cisAs('manager')
    const read = await cis('GET', 'v1', `/zones/${zone.body.id}`)
    expect(read.body.result.name).toBe('mine.example')
    const { result } = (await cis('GET', 'v2', `/zones/${zone.body.id}/logpush/jobs`)).body
    expect(result.map((it: Wire) => String(it.id))).toEqual(zone.body.jobIds)
    expect(result).toMatchObject([
      { name: 'one', enabled: true, error_message: null },
      { error_message: expect.any(String) },
      { name: null, enabled: false },
    ])
  })

  it('is refused with a health that is none', async () => {
    const { control } = controlled()
    expect((await control('POST', '/zones', { jobs: [{ health: 'fine' }] })).status).toBe(400)
  })
})

it('lets time pass, and begins anew', async () => {
  const { control, client } = controlled()
  const before = client.clock.now()
  await control('POST', '/clock', { advanceMs: 60_000 })
  expect(client.clock.now()).toBe(before + 60_000)
  await control('POST', '/tick')
  await control('POST', '/settings', { tokenLifetimeSeconds: 5 })
  const cis = await client.cisAs('manager')
  client.clock.advance(5_000)
  expect((await cis('GET', 'v1', '/zones')).status).toBe(401)

  const { body } = await control('POST', '/zones', {})
  await control('POST', '/reset')
  expect(client.simulator.state.zones.has(body.id)).toBe(false)
  expect((await (await client.cisAs('manager'))('GET', 'v1', '/zones')).status).toBe(200)
})

describe('settings', () => {
  it('are changed one by one, and told', async () => {
    const { control } = controlled()
    await control('POST', '/settings', { planRefusal: 'engine' })
    await control('POST', '/settings', { tokenLifetimeSeconds: 5 })
    const { body } = await control('GET', '/settings')
    expect(body).toMatchObject({ planRefusal: 'engine', tokenLifetimeSeconds: 5, latencyMs: 0 })
    await control('POST', '/reset')
    expect((await control('GET', '/settings')).body.planRefusal).toBe('gateway')
  })

  it.each([
    [{ cake: 1 }],
    [{ latencyMs: '5' }],
    [{ planRefusal: 'cake' }],
    [{ logAnalysisChange: true }],
  ])('are refused when misspelt: %j', async (body) => {
    const { control } = controlled()
    expect((await control('POST', '/settings', body)).status).toBe(400)
  })
})

it('does not know other controls', async () => {
  expect((await controlled().control('GET', '/cake')).status).toBe(404)
})
