import { gunzipSync } from 'node:zlib'
import { IamTokenManager } from 'ibm-cloud-sdk-core'
import S3 from 'ibm-cos-sdk/clients/s3.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createStandingClock } from '../clock.ts'
import { type ServedSimulator, serveSimulator } from './serve.ts'

// From the job's creation at CIS to the logs in the bucket, over HTTP and seen through IBM's clients.

let cloud: ServedSimulator
beforeAll(async () => {
  // The machine's time, as IBM's clients judge tokens by it; but it only moves on when told to.
  cloud = await serveSimulator({ clock: createStandingClock(Date.now()) })
})
afterAll(() => cloud.close())
beforeEach(() => cloud.simulator.reset())

async function headersFor(apikey: string) {
  const token = await new IamTokenManager({ apikey, url: cloud.iam }).getToken()
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
}

async function cis(method: string, path: string, body: unknown) {
  const headers = await headersFor(cloud.keys.manager)
  const instance = encodeURIComponent(cloud.cisInstance)
  const base = `${cloud.cis}/v2/${instance}/zones/${cloud.zoneId}/logpush`
  const init = { method, headers, body: JSON.stringify(body) }
  const response = await fetch(`${base}/${path}`, init)
  const { result } = await response.json()
  return { status: response.status, result }
}

const bucket = (rest: Record<string, unknown>) => ({
  bucket_name: cloud.bucket,
  id: cloud.cosInstanceId,
  region: cloud.bucketRegion,
  ...rest,
})

const job = (rest: Record<string, unknown>) => ({
  name: 'delivery',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  logpull_options: 'fields=RayID,EdgeStartTimestamp,EdgeResponseStatus&timestamps=unix',
  ...rest,
})

function storage() {
  const options = {
    endpoint: cloud.cos.replace('{region}', cloud.bucketRegion),
    ibmAuthEndpoint: `${cloud.iam}/identity/token`,
    apiKeyId: cloud.keys.manager,
    serviceInstanceId: cloud.cosInstanceId,
    s3ForcePathStyle: true,
    signatureVersion: 'iam',
  }
  return new S3(options)
}

async function read(Key: string): Promise<Buffer> {
  const { Body } = await storage().getObject({ Bucket: cloud.bucket, Key }).promise()
  return Buffer.isBuffer(Body) ? Body : Buffer.from(String(Body))
}

async function deliver() {
  cloud.simulator.clock.advance(30_000)
  await cloud.simulator.tick()
}

test('a job with a key fills the bucket with the fields it names', async () => {
  const cos = bucket({ path: 'delivery/{DATE}', ibm_api_key: cloud.destinationKeys.cosWriter })
  const created = await cis('POST', 'jobs', job({ cos }))
  expect(created).toMatchObject({ status: 201, result: { id: expect.any(Number) } })

  const from = cloud.simulator.clock.now()
  await deliver()
  const list = { Bucket: cloud.bucket, Prefix: 'delivery/' }
  const { Contents = [] } = await storage().listObjectsV2(list).promise()
  expect(Contents).toHaveLength(1)
  const key = Contents[0]?.Key ?? ''
  expect(key).toMatch(/^delivery\/\d{8}\/\d{8}T\d{6}Z_\d{8}T\d{6}Z_[0-9a-f]{8}\.log\.gz$/)
  const lines = gunzipSync(await read(key))
    .toString()
    .trimEnd()
    .split('\n')
  for (const line of lines) {
    const record = JSON.parse(line)
    expect(Object.keys(record)).toEqual(['RayID', 'EdgeStartTimestamp', 'EdgeResponseStatus'])
    expect(record.EdgeStartTimestamp).toBeGreaterThanOrEqual(Math.floor(from / 1000))
    expect(record.EdgeStartTimestamp).toBeLessThan(from / 1000 + 30)
  }

  const { result } = await cis('PUT', `jobs/${created.result.id}`, { enabled: true })
  expect(Date.parse(result.last_complete)).toBeGreaterThanOrEqual(from + 29_000)
})

test('an ownership challenge is read out of the bucket and lets a job in without a key', async () => {
  const cos = bucket({ path: 'challenged' })
  const { result } = await cis('POST', 'ownership', { cos })
  expect(result).toMatchObject({ valid: true, filename: expect.stringMatching(/^challenged\//) })

  const token = (await read(result.filename)).toString()
  const created = await cis('POST', 'jobs', job({ cos, ownership_challenge: token }))
  expect(created.status).toBe(201)
  await deliver()
  const list = { Bucket: cloud.bucket, Prefix: 'challenged/' }
  const { Contents = [] } = await storage().listObjectsV2(list).promise()
  expect(Contents.map(({ Key = '' }) => Key.endsWith('.log.gz')).sort()).toEqual([false, true])
})

test('a job sends to Cloud Logs what its key may send there by itself', async () => {
  const ibmcl = {
    instance_id: cloud.cloudLogsInstanceId,
    region: cloud.cloudLogsRegion,
    api_key: cloud.destinationKeys.logsSender,
  }
  expect((await cis('POST', 'jobs', job({ ibmcl }))).status).toBe(201)
  const arrived = () => cloud.simulator.state.logLines.get(cloud.cloudLogsInstanceId) ?? []
  await deliver()
  const fromJob = arrived().filter(({ subsystemName }) =>
    subsystemName.endsWith(cloud.cisInstanceId),
  )
  expect(fromJob.length).toBeGreaterThan(0)
  expect(fromJob[0]).toMatchObject({ applicationName: 'ibm-platform-log', severity: 1 })

  const before = arrived().length
  const ingress = cloud.logsIngress
    .replace('{region}', ibmcl.region)
    .replace('{instance_id}', ibmcl.instance_id)
  const line = { applicationName: 'probe', subsystemName: 'probe', text: 'one line' }
  const body = JSON.stringify([line])
  const init = { method: 'POST', headers: await headersFor(ibmcl.api_key), body }
  expect((await fetch(`${ingress}/logs/v1/singles`, init)).status).toBe(200)
  expect(arrived().slice(before)).toMatchObject([line])
})
