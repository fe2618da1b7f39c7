import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createStandingClock } from '../clock.ts'
import type { ReceiverInfo } from '../receivers/types.ts'
import type { Wire } from '../test-client.ts'
import { type ServedSimulator, serveSimulator } from './serve.ts'

// From a job's creation at CIS to what a receiver of its own on loopback has got, over HTTP.

const CHANNEL = '11111111-2222-4333-8444-555555555555'
const UPLOADING = 'error validating destination: error writing object: error uploading'

let cloud: ServedSimulator
let token: string
beforeAll(async () => {
  cloud = await serveSimulator({ clock: createStandingClock(Date.now()), speed: 60 })
  const apikey = cloud.keys.manager
  const body = new URLSearchParams({
    grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
    apikey,
  })
  const answer = await fetch(`${cloud.iam}/identity/token`, { method: 'POST', body })
  token = (await answer.json()).access_token
})
afterAll(() => cloud.close())
beforeEach(() => cloud.simulator.reset())

async function cis(method: string, path: string, body?: unknown) {
  const instance = encodeURIComponent(cloud.cisInstance)
  const base = `${cloud.cis}/v2/${instance}/zones/${cloud.zoneId}/logpush`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
  const response = await fetch(`${base}/${path}`, init)
  return { status: response.status, ...(await response.json()) }
}

async function control(method: string, path: string, body?: unknown): Promise<Wire> {
  const init = { method, ...(body ? { body: JSON.stringify(body) } : {}) }
  const response = await fetch(`${cloud.control}${path}`, init)
  return { httpStatus: response.status, ...(await response.json()) }
}

const create = (destination: Wire) =>
  cis('POST', 'jobs', {
    name: 'to-receiver',
    enabled: true,
    dataset: 'http_requests',
    logpull_options: 'fields=RayID&timestamps=rfc3339',
    ...destination,
  })
const splunk = (over: Wire = {}) => ({
  splunk: {
    endpoint_url: 'splunk.example:8088/services/collector/raw',
    channel_id: CHANNEL,
    skip_verify: false,
    source_type: 'cloudflare:json',
    auth_token: 'Splunk FAKE-hec-token',
    ...over,
  },
})
const https = (rest: string, host = 'logs.receiver.example') => ({
  destination_conf: `https://${host}${rest}`,
})
const arrivals = async (id?: string): Promise<Wire[]> =>
  (await control('GET', `/arrivals${id ? `?id=${id}` : ''}`)).items
const fault = (path: string, effect: Wire, match: Wire = {}) =>
  control('POST', '/faults', { match: { service: 'receiver', path, ...match }, effect })
const readJob = async (id: number) => (await cis('GET', `jobs/${id}`)).result

async function deliver() {
  cloud.simulator.clock.advance(30_000)
  await control('POST', '/tick')
}

describe('what arrives', () => {
  test('at Splunk: the test with the token, then the logs', async () => {
    const { status, result } = await create(splunk())
    expect(status).toBe(201)
    expect(result.destination_conf).toBe(
      `splunk://splunk.example:8088/services/collector/raw?channel=${CHANNEL}&header_Authorization=Splunk%20FAKE-hec-token&sourcetype=cloudflare%3Ajson&insecure-skip-verify=false`,
    )
    const [test, ...others] = await arrivals('splunk')
    expect(others).toEqual([])
    expect(test).toMatchObject({
      method: 'POST',
      host: 'splunk.example:8088',
      path: `/services/collector/raw?channel=${CHANNEL}&sourcetype=cloudflare%3Ajson`,
      text: '{"content":"tests"}',
      fromEngine: true,
      status: 200,
      headers: {
        authorization: 'Splunk FAKE-hec-token',
        'content-encoding': 'gzip',
        'user-agent': 'Go-http-client/2.0',
      },
    })
    await deliver()
    const logs = (await arrivals('splunk')).at(-1)
    expect(logs?.records).toBeGreaterThan(1)
    expect(JSON.parse(logs?.text.split('\n')[0] ?? '')).toEqual({ RayID: expect.any(String) })
    expect(await readJob(result.id)).toMatchObject({
      last_complete: expect.any(String),
      error_message: null,
    })
  })

  test('at QRadar', async () => {
    const { result } = await create({ qradar: { url: 'siem.qradar.example', port: 8443 } })
    expect(result.destination_conf).toBe('https://siem.qradar.example:8443')
    await deliver()
    // The seeded account has a QRadar of its own.
    const own = (await arrivals('qradar')).filter(({ host }) => host === 'siem.qradar.example:8443')
    expect(own.map(({ records }) => records > 1)).toEqual([false, true])
  })

  test('at an address: headers apart, parameters in the query', async () => {
    const query =
      'header_Authorization=Bearer%20FAKE%2Btoken&tags=host:a,dataset:b&header_X-Key=FAKE%22%25%C3%A9&header_X-Key=two&n='
    expect((await create(https(`/ingest?${query}`))).status).toBe(201)
    const [test] = await arrivals('https')
    expect(test).toMatchObject({
      host: 'logs.receiver.example',
      path: '/ingest?tags=host:a,dataset:b&n=',
      headers: { authorization: 'Bearer FAKE+token', 'x-key': 'FAKE"%é, two' },
    })
  })

  test('at a port of this machine, named by address or as localhost', async () => {
    const { address } = cloud.receivers.https ?? { address: '' }
    const [, port] = address.split(':')
    expect((await create(https('/in', address))).status).toBe(201)
    expect((await create(https('/in', `localhost:${port}`))).status).toBe(201)
    const hec = `${cloud.receivers.splunk?.address}/services/collector/raw`
    expect((await create(splunk({ endpoint_url: hec }))).status).toBe(201)
    expect((await arrivals()).map(({ host }) => host)).toHaveLength(3)
    expect(await create(https('/in', '127.0.0.1:1'))).toMatchObject({
      status: 400,
      errors: [{ code: 1002, message: UPLOADING }],
    })
  })

  test('nowhere for a host that nobody here stands for, which counts as reached', async () => {
    expect((await create(https('/in', 'logs.elsewhere.example'))).status).toBe(201)
    expect(await arrivals()).toEqual([])
  })
})

describe('what is refused', () => {
  const refusal = async (destination: Wire) => {
    const { status, errors } = await create(destination)
    expect([status, errors[0].code]).toEqual([400, 1002])
    return errors[0].message.replace('error validating destination: ', '')
  }

  test.each<[string, Wire, string]>([
    ['another token', { auth_token: 'Splunk FAKE-x' }, '403 {"text":"Invalid token","code":4}'],
    [
      'a token encoded twice',
      { auth_token: 'Splunk FAKE%2Dhec-token' },
      '403 {"text":"Invalid token","code":4}',
    ],
  ])('%s', async (_, over, words) => {
    expect(await refusal(splunk(over))).toBe(words)
  })

  test.each([
    ['expired.example', 'x509: certificate has expired or is not yet valid'],
    ['not-yet-valid.example', 'x509: certificate has expired or is not yet valid'],
    [
      'other-host.example',
      'x509: certificate is valid for SplunkServerDefaultCert, not other-host.example',
    ],
    ['self-signed.example', 'x509: certificate signed by unknown authority'],
    ['incomplete-chain.example', 'x509: certificate signed by unknown authority'],
    ['unknown-root.example', 'x509: certificate signed by unknown authority'],
    ['plain.example', 'http: server gave HTTP response to HTTPS client'],
  ])('the certificate of %s', async (host, words) => {
    expect(await refusal(https('/in', host))).toBe(`error writing object: ${words}`)
  })

  test('not a bad certificate that a Splunk job is told to overlook', async () => {
    const host = 'self-signed.example:8088/services/collector/raw'
    const { status } = await create(splunk({ endpoint_url: host, skip_verify: true }))
    expect(status).toBe(201)
  })
})

describe('faults of receivers', () => {
  test.each<[Wire, string]>([
    [{ kind: 'wrong-token' }, '401 {"message":"Unauthorized"}'],
    [{ kind: 'echoes' }, '404 {"message":"Cannot POST /ingest/FAKE-secret/push"}'],
    [
      { kind: 'echoes', echo: 'url' },
      '404 {"message":"Cannot POST /ingest/FAKE-secret/push?a=FAKE"}',
    ],
    [{ kind: 'status', status: 503 }, '503 {"message":"Service Unavailable"}'],
    [{ kind: 'redirect' }, '302 Found'],
    [{ kind: 'refuses-engine' }, '403 {"message":"Forbidden"}'],
    [{ kind: 'reset-before' }, 'error writing object: error uploading'],
  ])('%j', async (effect, why) => {
    await fault('/ingest/FAKE-secret', effect)
    const { status, errors } = await create(https('/ingest/FAKE-secret/push?a=FAKE'))
    expect([status, errors[0].message]).toEqual([400, `error validating destination: ${why}`])
  })

  test('headers are echoed, with the secret', async () => {
    await fault('logs.receiver.example', { kind: 'echoes', echo: 'headers' })
    const { errors } = await create(https('/in?header_X-Key=FAKE-key'))
    expect(errors[0].message).toContain('"x-key":"FAKE-key"')
  })

  test('an error in a 200 goes by unseen', async () => {
    await fault('splunk/', { kind: 'error-in-200' })
    const { status, result } = await create(splunk())
    expect(status).toBe(201)
    await deliver()
    expect((await readJob(result.id)).error_message).toBeNull()
  })

  test('a slow receiver is waited for, but not for ever', async () => {
    await fault('logs.receiver.example', { kind: 'delay', ms: 50 })
    expect((await create(https('/in'))).status).toBe(201)
    await control('DELETE', '/faults')
    await control('POST', '/settings', { pushTimeoutSeconds: 0.05 })
    await fault('logs.receiver.example', { kind: 'hang' })
    const { errors } = await create(https('/in'))
    expect(errors[0].message).toMatch(/error writing object: context deadline exceeded$/)
  })

  test('one that takes the test and then no more, until it is well again', async () => {
    await fault('logs.receiver.example', { kind: 'status', status: 503 }, { after: 1 })
    const { result } = await create(https('/in'))
    await deliver()
    expect(await readJob(result.id)).toMatchObject({
      error_message: '503 {"message":"Service Unavailable"}',
      last_error: expect.any(String),
    })
    expect((await cis('PUT', `jobs/${result.id}`, { enabled: true })).status).toBe(400)
    await control('DELETE', '/faults')
    await deliver()
    expect(await readJob(result.id)).toMatchObject({ error_message: null, last_error: null })
  })

  test('one that hangs keeps no other job waiting', async () => {
    await fault('hangs.receiver.example', { kind: 'hang' }, { after: 1 })
    await create(https('/in', 'hangs.receiver.example'))
    const { result } = await create(https('/in'))
    cloud.simulator.start()
    try {
      cloud.simulator.clock.advance(30_000)
      await expect
        .poll(async () => (await readJob(result.id)).last_complete, { timeout: 20_000 })
        .not.toBeNull()
    } finally {
      cloud.simulator.stop()
    }
  })
})

describe('a receiver of a test’s own', () => {
  const make = (body: Wire): Promise<ReceiverInfo & { httpStatus: number }> =>
    control('POST', '/receivers', body)

  test('goes before the others, and is gone with a reset', async () => {
    const hosts = ['own.splunk.example:8088']
    const token = 'FAKE ow\'n+"%2Fé&=#?tok en'
    const made = await make({ kind: 'splunk', token, hosts })
    expect(made).toMatchObject({ httpStatus: 201, id: expect.stringMatching(/^receiver-\d+$/) })
    const own = splunk({
      endpoint_url: 'own.splunk.example:8088/services/collector/raw',
      auth_token: `Splunk ${token}`,
    })
    expect((await create(own)).status).toBe(201)
    expect(await arrivals(made.id)).toHaveLength(1)
    expect(await arrivals('splunk')).toEqual([])
    cloud.simulator.reset()
    const { items } = await control('GET', '/receivers')
    expect(items.map(({ id }: Wire) => id)).not.toContain(made.id)
  })

  test('changes its certificate while it runs, and may be closed', async () => {
    const { id, address } = await make({ kind: 'https' })
    expect((await create(https('/in', address))).status).toBe(201)
    await control('PATCH', '/receivers', { id, certificate: 'expired' })
    const { errors } = await create(https('/in', address))
    expect(errors[0].message).toMatch(/x509: certificate has expired/)
    await control('DELETE', `/receivers?id=${id}`)
    expect((await create(https('/in', address))).errors[0].message).toBe(UPLOADING)
  })

  test.each<[string, Wire]>([
    ['POST', { kind: 'ftp' }],
    ['POST', { kind: 'https', cert: 'good' }],
    ['POST', { kind: 'https', certificate: 'fine' }],
    ['PATCH', { id: 'nobody' }],
    ['PATCH', { id: 'https', certificate: 'none' }],
  ])('%s %j is refused', async (method, body) => {
    expect((await control(method, '/receivers', body)).httpStatus).toBe(400)
  })
})
