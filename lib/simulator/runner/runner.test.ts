import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SimRunner } from '../context.ts'
import { CIS, COS, createWorld, LOGS, START } from '../contract/test-world.ts'
import { createRunner } from './runner.ts'

const HOUR = 3_600_000
const cos = (bucket: string, path: string, more = '') =>
  `cos://${bucket}${path}?region=eu-de&instance-id=${COS}${more}`
const cloudLogs = (region: string, key: string) =>
  `ibmcl://${LOGS}.ingress.${region}.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=${key}`

let world: ReturnType<typeof createWorld>
let runner: SimRunner
let pushKey: string
let sendKey: string

beforeEach(() => {
  world = createWorld()
  world.state.deadHosts.add('gone.example.com')
  runner = createRunner(world.ctx)
  pushKey = world.addKey('pusher', { bucketRoles: { mine: ['ObjectWriter'] } })
  sendKey = world.addKey('sender', { senderOn: [LOGS] })
  world.addBucket('mine')
  world.addBucket('invited', { cisMayWrite: true })
})

async function pass(ms: number) {
  world.advance(ms)
  await runner.tick()
}

const objectsIn = (bucket: string) => [...(world.state.buckets.get(bucket)?.objects.values() ?? [])]
const linesOf = (body: Uint8Array) =>
  gunzipSync(body)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('delivering into a bucket', () => {
  test('a file of the window, with exactly the chosen fields', async () => {
    const job = world.addJob(cos('mine', '/logs/{DATE}', `&ibm_api_key=${pushKey}`))
    await pass(29_000)
    expect([objectsIn('mine'), job.lastComplete]).toEqual([[], null])
    await pass(1000)

    const [file, ...others] = objectsIn('mine')
    expect(others).toEqual([])
    expect(file?.key).toMatch(
      /^logs\/20260501\/20260501T120000Z_20260501T120030Z_[0-9a-f]{8}\.log\.gz$/,
    )
    const records = linesOf(file?.body ?? new Uint8Array())
    expect(records).toHaveLength(60)
    for (const [index, record] of records.entries()) {
      const second = new Date(START + Math.floor(index / 2) * 1000).toISOString().slice(0, 19)
      expect(record).toEqual({
        RayID: expect.stringMatching(/^[0-9a-f]{16}$/),
        EdgeStartTimestamp: `${second}Z`,
      })
    }
    expect(job).toMatchObject({ lastComplete: START + 30_000, lastError: null, errorMessage: null })
  })

  test('windows follow each other without a gap', async () => {
    world.addJob(cos('mine', '', `&ibm_api_key=${pushKey}`))
    for (const _ of [1, 2, 3]) await pass(30_000)
    const spans = objectsIn('mine').map((file) => file.key.split('_').slice(0, 2))
    expect(spans).toEqual([
      ['20260501T120000Z', '20260501T120030Z'],
      ['20260501T120030Z', '20260501T120100Z'],
      ['20260501T120100Z', '20260501T120130Z'],
    ])
  })

  test('without named fields the documented nine go out, in nanoseconds', async () => {
    world.addJob(cos('invited', '/old'), { logpullOptions: null, challenged: true })
    await pass(30_000)
    const text = gunzipSync(objectsIn('invited')[0]?.body ?? new Uint8Array()).toString()
    expect(text).toContain(`"EdgeStartTimestamp":${START}000000`)
    expect(Object.keys(JSON.parse(text.split('\n')[0] ?? '')).sort()).toEqual([
      'ClientIP',
      'ClientRequestHost',
      'ClientRequestMethod',
      'ClientRequestURI',
      'EdgeEndTimestamp',
      'EdgeResponseBytes',
      'EdgeResponseStatus',
      'EdgeStartTimestamp',
      'RayID',
    ])
  })

  test('a low frequency waits five minutes, a speed shortens both', async () => {
    const low = world.addJob(cos('mine', '', `&ibm_api_key=${pushKey}`), { frequency: 'low' })
    await pass(299_000)
    expect(low.lastComplete).toBeNull()
    await pass(1000)
    expect(low.lastComplete).toBe(START + 300_000)
    runner = createRunner(world.ctx, { speed: 30 })
    await pass(10_000)
    expect(low.lastComplete).toBe(START + 310_000)
  })

  test('what happened while the job was off is lost', async () => {
    const conf = cos('mine', '', `&ibm_api_key=${pushKey}`)
    const job = world.addJob(conf, { enabled: false })
    await pass(HOUR)
    job.enabled = true
    await pass(29_000)
    expect(objectsIn('mine')).toEqual([])
    await pass(1000)
    expect(objectsIn('mine')[0]?.key).toMatch(/^20260501T130000Z_20260501T130030Z_/)
  })

  test('a firewall is not for the engine', async () => {
    world.addBucket('walled', { firewall: true, cisMayWrite: true })
    const job = world.addJob(cos('walled', ''))
    await pass(30_000)
    expect([job.errorMessage, objectsIn('walled').length]).toEqual([null, 1])
  })
})

describe('delivering into Cloud Logs', () => {
  test('lines are wrapped in the engine’s names, as Debug', async () => {
    const job = world.addJob(cloudLogs('eu-de', sendKey))
    await pass(30_000)
    const lines = world.state.logLines.get(LOGS) ?? []
    expect(lines).toHaveLength(60)
    expect(lines[0]).toEqual({
      at: START + 30_000,
      severity: 1,
      applicationName: 'ibm-platform-log',
      subsystemName: `internet-svcs:${CIS}`,
      text: {
        RayID: expect.stringMatching(/^[0-9a-f]{16}$/),
        EdgeStartTimestamp: '2026-05-01T12:00:00Z',
      },
    })
    expect(job.lastComplete).toBe(START + 30_000)
  })

  test('or in the job’s own', async () => {
    const logNames = { applicationName: 'edge', subsystemName: 'shop' }
    world.addJob(cloudLogs('eu-de', sendKey), { logNames })
    await pass(30_000)
    expect(world.state.logLines.get(LOGS)?.[0]).toMatchObject(logNames)
  })
})

describe('delivering nothing', () => {
  test.each([
    ['a job that is off', { enabled: false }],
    ['a silent one', { silent: true }],
    ['a quiet dataset', { dataset: 'dns_logs' }],
  ])('%s', async (_, over) => {
    const job = world.addJob(cos('mine', '', `&ibm_api_key=${pushKey}`), over)
    await pass(HOUR)
    expect(objectsIn('mine')).toEqual([])
    expect(job).toMatchObject({ lastComplete: null, lastError: null, errorMessage: null })
  })

  test('a paused zone, until it goes on; what it missed is lost', async () => {
    const job = world.addJob(cos('mine', '', `&ibm_api_key=${pushKey}`))
    world.zone.paused = true
    await pass(HOUR)
    expect(job.lastComplete).toBeNull()
    world.zone.paused = false
    await pass(0)
    expect(objectsIn('mine')[0]?.key).toMatch(/^20260501T125800Z_20260501T130000Z_/)
  })

  test('a region that is not the instance’s', async () => {
    const job = world.addJob(cloudLogs('us-south', sendKey))
    await pass(HOUR)
    expect(world.state.logLines.get(LOGS)).toBeUndefined()
    expect(job).toMatchObject({ lastComplete: null, lastError: null })
  })
})

describe('failing', () => {
  test('is said, and forgotten with the next success', async () => {
    const job = world.addJob(cos('mine', '', `&ibm_api_key=${pushKey}`))
    await pass(30_000)
    world.state.buckets.delete('mine')
    await pass(30_000)
    expect(job).toMatchObject({
      lastComplete: START + 30_000,
      lastError: START + 60_000,
      errorMessage: 'error writing object: error uploading',
    })
    await pass(30_000)
    expect([job.lastError, job.failingSince]).toEqual([START + 90_000, START + 60_000])

    world.addBucket('mine')
    await pass(30_000)
    expect(job).toMatchObject({
      lastComplete: START + 120_000,
      lastError: null,
      errorMessage: null,
      failingSince: null,
    })
  })

  test('for a day switches the job off, and on again it has another day', async () => {
    const job = world.addJob('https://gone.example.com/in')
    await pass(30_000)
    await pass(24 * HOUR - 1000)
    expect(job.enabled).toBe(true)
    await pass(30_000)
    expect([job.enabled, job.errorMessage]).toEqual([false, 'error writing object: DNSError'])
    job.enabled = true
    await pass(30_000)
    expect(job.enabled).toBe(true)
  })

  test('follows a destination that is made to be down', async () => {
    const job = world.addJob('splunk://hec.example.com:8088/services/collector/raw')
    world.down.set(
      'hec.example.com',
      'error validating destination: error writing object: DNSError',
    )
    await pass(30_000)
    expect(job.errorMessage).toBe('error writing object: DNSError')
    world.down.clear()
    await pass(30_000)
    expect(job).toMatchObject({ lastComplete: START + 60_000, errorMessage: null })
  })
})

test('started, it runs by itself until it is stopped', async () => {
  const job = world.addJob(cos('mine', '', `&ibm_api_key=${pushKey}`))
  runner = createRunner(world.ctx, { speed: 1000 })
  world.advance(30_000)
  runner.start()
  await expect.poll(() => job.lastComplete, { interval: 20 }).toBe(START + 30_000)
  runner.stop()
})
