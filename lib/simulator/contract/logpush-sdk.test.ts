import { IamTokenManager } from 'ibm-cloud-sdk-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Wire } from '../test-client.ts'
import { type ServedSimulator, serveSimulator } from './serve.ts'

/*
 * What the integration tests send that IBM publishes with its networking SDKs, and what they expect, written down anew: whatever they pass
 * with on IBM Cloud, the simulator takes. Node: IBM/networking-node-sdk test/integration/cis/logpush-jobs-api.v1.test.js;
 * Go: IBM/networking-go-sdk logpushjobsapiv1/logpush_jobs_api_v1_integration_test.go; what else Python has: IBM/networking-python-sdk.
 * Their settings (keys, ids, a bucket) become the simulator's own, and a token that is written out there is one that is read here.
 */

let cloud: ServedSimulator
beforeAll(async () => {
  cloud = await serveSimulator()
})
afterAll(() => cloud.close())
beforeEach(() => cloud.simulator.reset())

async function call(method: string, path: string, body?: unknown) {
  const token = await new IamTokenManager({ apikey: cloud.keys.manager, url: cloud.iam }).getToken()
  const base = `${cloud.cis}${path.startsWith('/v1') ? '' : '/v2'}`
  const url = `${base}${path.replace('{zone}', `${encodeURIComponent(cloud.cisInstance)}/zones/${cloud.zoneId}`)}`
  const response = await fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer: Wire = await response.json()
  return { status: response.status, answer }
}

const JOBS = '/{zone}/logpush/jobs'

async function clear(): Promise<void> {
  const { answer } = await call('GET', JOBS)
  for (const { id } of answer.result ?? []) {
    expect((await call('DELETE', `${JOBS}/${id}`)).status).toBe(200)
  }
}

const TWICE = 'timestamps=rfc3339&timestamps=rfc3339'

const logdna = () => ({ ingress_key: 'FAKE-ingress-key', region: 'in-che', hostname: 'a.example' })
const splunk = () => ({
  endpoint_url: 'splunk.example:8088/services/collector/raw',
  channel_id: '11111111-2222-4333-8444-555555555555',
  skip_verify: false,
  source_type: 'cloudflare:json',
  auth_token: 'Splunk FAKE-hec-token',
})
const bucket = () => ({
  bucket_name: cloud.bucket,
  region: cloud.bucketRegion,
  id: cloud.cosInstanceId,
})

const create = (over: Wire) =>
  call('POST', JOBS, {
    name: 'Test123',
    enabled: false,
    logpull_options: TWICE,
    dataset: 'http_requests',
    frequency: 'high',
    ...over,
  })

describe('Node', () => {
  const first = () => create({ enabled: true, logdna: logdna() })

  test('initialization', () => {
    expect(cloud.cisInstance).toMatch(/^crn:v1:bluemix:public:internet-svcs:/)
  })

  test('clear all jobs', async () => {
    await first()
    await clear()
    const { status, answer } = await call('GET', JOBS)
    expect([status, answer.result]).toEqual([200, null])
  })

  test('create a LogDNA job', async () => {
    const { status, answer } = await first()
    expect([status, answer.success]).toEqual([201, true])
    expect(answer.result).toMatchObject({ id: expect.any(Number), logpull_options: TWICE })
  })

  test('list the jobs', async () => {
    await first()
    const { status, answer } = await call('GET', JOBS)
    expect([status, answer.result.length]).toEqual([200, 1])
  })

  test('update the LogDNA job', async () => {
    const { id } = (await first()).answer.result
    const { status, answer } = await call('PUT', `${JOBS}/${id}`, {
      logdna: logdna(),
      enabled: true,
      // Their misspelling.
      logpull_options: 'timestamps=rfc3339&timestamps=rfc3338',
      frequency: 'low',
    })
    expect([status, answer.success, answer.result.frequency]).toEqual([200, true, 'low'])
  })

  test('get the job', async () => {
    const { id } = (await first()).answer.result
    const { status, answer } = await call('GET', `${JOBS}/${id}`)
    expect([status, answer.result.id]).toEqual([200, id])
  })

  test('delete the job', async () => {
    const { id } = (await first()).answer.result
    const { status, answer } = await call('DELETE', `${JOBS}/${id}`)
    expect([status, answer.success, answer.result]).toEqual([200, true, {}])
  })
})

describe('Go and Python', () => {
  const ibmcl = () => ({
    instance_id: cloud.simulator.state.instances.find(
      ({ service, region }) => service === 'logs' && region === 'us-south',
    )?.guid,
    region: 'us-south',
    api_key: cloud.keys.manager,
  })

  async function challenged(): Promise<Wire> {
    const { answer } = await call('POST', '/{zone}/logpush/ownership', { cos: bucket() })
    const { filename } = answer.result
    const file = cloud.simulator.state.buckets.get(cloud.bucket)?.objects.get(filename)
    return { cos: bucket(), ownership_challenge: new TextDecoder().decode(file?.body) }
  }

  type Kind = [kind: string, created: () => Wire, changed: () => Wire]
  test.each<Kind>([
    ['LogDNA', () => ({ logdna: logdna() }), () => ({ logdna: logdna(), frequency: 'high' })],
    [
      'generic',
      () => ({ destination_conf: 's3://mybucket/logs?region=us-west-2' }),
      () => ({ destination_conf: 's3://mybucket/logs?region=us-west-1', frequency: 'high' }),
    ],
    [
      'HTTPS',
      () => ({
        destination_conf: 'https://httpbin.example/post',
        logpull_options: 'fields=ClientIP,ClientRequestHost,ClientRequestMethod',
      }),
      () => ({
        destination_conf: 'https://httpbin.example/post',
        logpull_options: 'fields=ClientIP,ClientRequestHost',
        frequency: 'high',
      }),
    ],
    // The two that IBM's documents have, though none of its clients.
    [
      'QRadar',
      () => ({ qradar: { url: 'qradar.example', port: 8088 } }),
      () => ({ qradar: { url: 'https://qradar.example', port: 8443 }, enabled: true }),
    ],
    [
      'Splunk',
      () => ({ splunk: splunk() }),
      () => ({ splunk: { ...splunk(), skip_verify: true } }),
    ],
    ['COS', challenged, () => ({ frequency: 'low' })],
    ['Cloud Logs', () => ({ ibmcl: ibmcl() }), () => ({ frequency: 'low' })],
  ])('a %s job is created, listed, read, updated and deleted', async (_, created, changed) => {
    await clear()
    const first = await create(await created())
    expect(first).toMatchObject({ status: 201, answer: { success: true } })
    const all = (await call('GET', JOBS)).answer.result
    const { id } = all[0]
    expect((await call('GET', `${JOBS}/${id}`)).answer.success).toBe(true)
    const change = { enabled: false, logpull_options: TWICE, ...changed() }
    const updated = await call('PUT', `${JOBS}/${first.answer.result.id}`, change)
    expect(updated).toMatchObject({ status: 200, answer: { success: true } })
    for (const job of all) {
      expect((await call('DELETE', `${JOBS}/${job.id}`)).answer.success).toBe(true)
    }
  })

  test('an ownership challenge is sent and validated', async () => {
    const body = await challenged()
    const sent = await call('POST', '/{zone}/logpush/ownership', { cos: bucket() })
    expect(sent).toMatchObject({ status: 200, answer: { success: true } })
    const validated = await call('POST', '/{zone}/logpush/ownership/validate', body)
    expect(validated).toMatchObject({ status: 200, answer: { success: true } })
  })

  test('fields and jobs of a dataset are listed', async () => {
    const fields = await call('GET', '/{zone}/logpush/datasets/http_requests/fields')
    expect(fields).toMatchObject({ status: 200, answer: { success: true } })
    expect(fields.answer.result).toHaveProperty('RayID')
    await create({ logdna: logdna() })
    const jobs = await call('GET', '/{zone}/logpush/datasets/http_requests/jobs')
    expect(jobs).toMatchObject({ status: 200, answer: { result: [{ name: 'Test123' }] } })
  })
})

test('Java: log retention is read', async () => {
  const { status, answer } = await call('GET', '/v1/{zone}/logs/retention')
  expect([status, answer.result]).toEqual([200, { flag: true }])
})

describe('a setting makes it refuse', () => {
  const set = (settings: Wire) =>
    fetch(`${cloud.control}/settings`, { method: 'POST', body: JSON.stringify(settings) })

  test('an option that comes twice', async () => {
    await set({ takesRepeatedOptions: false })
    expect((await create({ logdna: logdna() })).status).toBe(400)
    const once = { logdna: logdna(), logpull_options: 'timestamps=rfc3339' }
    expect((await create(once)).status).toBe(201)
  })

  test('LogDNA', async () => {
    await set({ takesLogdna: false })
    expect((await create({ logdna: logdna() })).status).toBe(400)
    const destination_conf = 'https://collector.example'
    expect((await create({ destination_conf })).status).toBe(201)
  })
})
