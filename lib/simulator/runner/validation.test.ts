import { beforeEach, describe, expect, test } from 'vitest'
import type { SimRunner } from '../context.ts'
import { COS, createWorld, LOGS, START } from '../contract/test-world.ts'
import { createRunner } from './runner.ts'

const cos = (bucket: string, path: string, more = '') =>
  `cos://${bucket}${path}?region=eu-de&instance-id=${COS}${more}`
const cloudLogs = (region: string, key: string, instance = LOGS) =>
  `ibmcl://${instance}.ingress.${region}.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=${key}`

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
  world.addKey('reader', { bucketRoles: { '*': ['ContentReader'] } })
  world.addBucket('mine')
  world.addBucket('invited', { cisMayWrite: true })
})

const objectsIn = (bucket: string) => [...(world.state.buckets.get(bucket)?.objects.values() ?? [])]

describe('looking at a destination', () => {
  const BAD_UPLOAD = 'error validating destination: error writing object: error uploading'
  const NO_HOST = 'error validating destination: error writing object: DNSError'
  const look = (conf: string, challenged = false) =>
    runner.validateDestination(conf, { zoneId: 'any', challenged })

  test.each([
    ['a key that may write', () => cos('mine', '/a', `&ibm_api_key=${pushKey}`)],
    ['a Sender', () => cloudLogs('eu-de', sendKey)],
    ['a host', () => 'https://logs.example.com/in?header_Authorization=FAKE'],
  ])('fine: %s', async (_, conf) => {
    expect(await look(conf())).toEqual({ ok: true })
    expect(objectsIn('mine')).toEqual([])
  })

  test.each([
    [
      'a key that may only read',
      () => cos('mine', '', '&ibm_api_key=FAKE-key-of-reader'),
      BAD_UPLOAD,
    ],
    ['a key nobody has', () => cos('mine', '', '&ibm_api_key=FAKE-none'), BAD_UPLOAD],
    ['no such bucket', () => cos('none', '', `&ibm_api_key=${pushKey}`), BAD_UPLOAD],
    [
      'another instance',
      () => cos('mine', '', `&ibm_api_key=${pushKey}`).replace(COS, LOGS),
      BAD_UPLOAD,
    ],
    [
      'another location',
      () => cos('mine', '', `&ibm_api_key=${pushKey}`).replace('eu-de', 'us-south'),
      BAD_UPLOAD,
    ],
    [
      'no such location',
      () => cos('mine', '', `&ibm_api_key=${pushKey}`).replace('eu-de', 'mars'),
      NO_HOST,
    ],
    ['no Sender', () => cloudLogs('eu-de', pushKey), BAD_UPLOAD],
    ['no such instance', () => cloudLogs('eu-de', sendKey, COS), BAD_UPLOAD],
    ['a dead host', () => 'https://gone.example.com/in', NO_HOST],
    ['a host that cannot be', () => 'splunk://hec.invalid:8088/services/collector/raw', NO_HOST],
    ['no key and no challenge', () => cos('invited', ''), 'incorrect ownership challenge'],
    ['no form at all', () => 'somewhere', 'invalid destination_conf'],
  ])('refused: %s', async (_, conf, message) => {
    expect(await look(conf())).toEqual({ ok: false, message })
  })

  test.each([
    ['disabled', { disabled: true }],
    ['locked', { locked: true }],
    ['expired', { expiresAt: START }],
  ])('refused: a key that is %s', async (_, over) => {
    const key = world.state.apiKeys.find(({ value }) => value === pushKey)
    Object.assign(key ?? {}, over)
    const conf = cos('mine', '', `&ibm_api_key=${pushKey}`)
    expect(await look(conf)).toEqual({ ok: false, message: BAD_UPLOAD })
  })

  test('a challenged bucket must still take the user cislogp', async () => {
    expect(await look(cos('invited', ''), true)).toEqual({ ok: true })
    expect(await look(cos('mine', ''), true)).toEqual({ ok: false, message: BAD_UPLOAD })
  })

  test('a wrong region of Cloud Logs is taken in silence', async () => {
    expect(await look(cloudLogs('us-south', sendKey))).toEqual({ ok: true, silent: true })
  })
})

describe('the ownership challenge', () => {
  test('lies in the bucket, in the day’s folder', async () => {
    const written = await runner.writeChallenge(cos('invited', '/logs/{DATE}'), 'FAKE.token')
    const filename = 'logs/20260501/ownership-challenge.txt'
    expect(written).toEqual({ ok: true, filename })
    const [file] = objectsIn('invited')
    expect([file?.key, new TextDecoder().decode(file?.body)]).toEqual([filename, 'FAKE.token'])
  })

  test.each([
    ['a bucket that did not invite cislogp', cos('mine', '')],
    ['that bucket, even with a key', cos('mine', '', '&ibm_api_key=FAKE-key-of-pusher')],
    ['no such bucket', cos('none', '')],
    ['another kind', 'https://logs.example.com/in'],
  ])('cannot be written: %s', async (_, conf) => {
    expect(await runner.writeChallenge(conf, 'FAKE.token')).toMatchObject({ ok: false })
    expect(objectsIn('mine')).toEqual([])
  })
})
