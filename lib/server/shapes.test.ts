import { beforeAll, expect, it } from 'vitest'
import { cloudLogs, cosByChallenge, cosByKey, jobInput } from '@/lib/testing/inputs'
import type { OperationName, Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

type Json = Record<string, unknown>

describeWorld('a request of another shape', (world) => {
  let manager: Visitor
  beforeAll(async () => {
    manager = await world.signIn()
  })
  const params = () => {
    const { zoneId } = world.zone('full')
    const job = [...world.simulator.state.jobs.values()].find((one) => one.zoneId === zoneId)
    return { ...world.zone('full'), jobId: String(job?.id) }
  }
  const logs = { fields: { mode: 'default' }, timestamps: 'unix' }
  const job = (over: Json) => () => ({ ...jobInput(world), ...over })
  const cos = (over: Json) => () => ({
    ...jobInput(world),
    destination: { ...cosByKey(world), ...over },
  })
  const byToken = (over: Json) => () => ({ destination: { ...cosByChallenge(world), ...over } })
  const toLogs = (over: Json) => () => ({
    ...jobInput(world),
    destination: { ...cloudLogs(world), ...over },
  })

  const cases: [OperationName, () => unknown, string][] = [
    ['createJob', () => ({}), 'name'],
    ['createJob', job({ name: '' }), 'name'],
    ['createJob', job({ name: 'a b' }), 'name'],
    ['createJob', job({ name: 'a'.repeat(513) }), 'name'],
    ['createJob', job({ enabled: 'yes' }), 'enabled'],
    ['createJob', job({ enabled: undefined }), 'enabled'],
    ['createJob', job({ dataset: 'page_shield_events' }), 'dataset'],
    ['createJob', job({ frequency: 'medium' }), 'frequency'],
    ['createJob', job({ surprise: 1 }), 'surprise'],
    ['createJob', job({ revision: 'x' }), 'revision'],
    ['createJob', job({ logs: [] }), 'logs'],
    ['createJob', job({ logs: { ...logs, timestamps: 'iso' } }), 'logs.timestamps'],
    ['createJob', job({ logs: { ...logs, timestamps: null } }), 'logs.timestamps'],
    ['createJob', job({ logs: { ...logs, sample: 1 } }), 'logs.sample'],
    ['createJob', job({ logs: { ...logs, fields: { mode: 'some' } } }), 'logs.fields.mode'],
    ['createJob', job({ logs: { ...logs, fields: { mode: 'list' } } }), 'logs.fields.names'],
    [
      'createJob',
      job({ logs: { ...logs, fields: { mode: 'list', names: ['a&b'] } } }),
      'logs.fields.names.0',
    ],
    ['createJob', job({ destination: null }), 'destination'],
    ['createJob', job({ destination: { kind: 'pigeon' } }), 'destination.kind'],
    ['createJob', job({ destination: { kind: 'logdna' } }), 'destination.kind'],
    ['createJob', cos({ surprise: 1 }), 'destination.surprise'],
    ['createJob', cos({ auth: 'none' }), 'destination.auth'],
    ['createJob', cos({ instanceId: 'x' }), 'destination.instanceId'],
    ['createJob', cos({ bucket: 'Bucket' }), 'destination.bucket'],
    ['createJob', cos({ bucket: 'a/b' }), 'destination.bucket'],
    ['createJob', cos({ region: 'EU' }), 'destination.region'],
    ['createJob', cos({ path: 'a//b' }), 'destination.path'],
    ['createJob', cos({ path: 'a/{DATE}' }), 'destination.path'],
    ['createJob', cos({ path: '../a' }), 'destination.path'],
    ['createJob', cos({ path: 'a?region=x' }), 'destination.path'],
    ['createJob', cos({ apiKey: undefined }), 'destination.apiKey'],
    ['createJob', cos({ apiKey: 'FAKE key' }), 'destination.apiKey'],
    ['createJob', cos({ ownershipToken: 'FAKE' }), 'destination.ownershipToken'],
    ['createJob', cos({ hasKey: true }), 'destination.hasKey'],
    ['createJob', cos({ auth: 'challenge' }), 'destination.apiKey'],
    ['createJob', toLogs({ instanceId: '' }), 'destination.instanceId'],
    ['createJob', toLogs({ region: 'eu-de.evil' }), 'destination.region'],
    ['createJob', toLogs({ apiKey: 7 }), 'destination.apiKey'],
    ['createJob', toLogs({ applicationName: 'a\nb' }), 'destination.applicationName'],
    ['createJob', toLogs({ bucket: 'x' }), 'destination.bucket'],
    ['updateJob', () => ({ name: null }), 'name'],
    ['updateJob', () => ({ id: '991001' }), 'id'],
    ['updateJob', () => ({ dataset: 'dns_logs' }), 'dataset'],
    ['updateJob', () => ({ logs: { timestamps: 'unix' } }), 'logs.fields'],
    ['updateJob', () => ({ destination: { kind: 'cos' } }), 'destination.auth'],
    ['updateJob', () => ({ destination: { kind: 'cloudLogs' } }), 'destination.instanceId'],
    [
      'updateJob',
      () => ({ destination: { ...cosByKey(world), region: 'EU' } }),
      'destination.region',
    ],
    ['updateRetention', () => ({}), 'enabled'],
    ['updateRetention', () => ({ enabled: 1 }), 'enabled'],
    ['updateRetention', () => ({ enabled: true, zoneId: 'x' }), 'zoneId'],
    ['createChallenge', () => ({}), 'destination'],
    ['createChallenge', () => ({ destination: cosByKey(world) }), 'destination.auth'],
    ['createChallenge', byToken({ apiKey: 'FAKE-key-1' }), 'destination.apiKey'],
    ['readChallenge', byToken({}), 'filename'],
    ['readChallenge', () => ({ ...byToken({})(), filename: '' }), 'filename'],
    ['validateChallenge', byToken({}), 'token'],
    ['validateChallenge', () => ({ ...byToken({})(), token: 'two lines\nx' }), 'token'],
    ['validateChallenge', () => ({ ...byToken({})(), token: 'x'.repeat(4097) }), 'token'],
    ['testDestination', () => ({ destination: { kind: 'cos' } }), 'destination.auth'],
    ['inspectKey', () => ({ apiKey: '' }), 'apiKey'],
    ['inspectKey', () => ({ apiKey: 'FAKE-key-1', accountId: 'x' }), 'accountId'],
  ]

  it.each(cases)('%s %#: the first path is %3$s', async (name, body, path) => {
    world.sent('cis')
    const problem = await manager.refused(name, { params: params(), body: body() })
    expect(problem.status).toBe(422)
    expect(problem.code).toBe(
      path === 'dataset' && name === 'updateJob' ? 'dataset_fixed' : 'validation_failed',
    )
    expect(problem.errors?.map((error) => error.path)).toContain(path)
    for (const { message } of problem.errors ?? []) expect(message).toMatch(/^.{3,200}$/)
    const writes = world.sent('cis').filter((line) => !line.startsWith('GET'))
    expect(writes).toEqual([])
    expect(JSON.stringify(problem)).not.toContain('FAKE')
  })

  it.each([
    [{ limit: '0' }, 'limit'],
    [{ limit: '201' }, 'limit'],
    [{ limit: 'x' }, 'limit'],
    [{ cursor: 'x'.repeat(129) }, 'cursor'],
    [{ cursor: 'nonsense' }, 'cursor'],
    [{ instanceId: '1' }, 'instanceId'],
    [{ zoneId: 'x' }, 'zoneId'],
    [{ jobId: 'x' }, 'jobId'],
    [{ action: 'job.eat' }, 'action'],
    [{ outcome: 'lost' }, 'outcome'],
  ])('activity with %j', async (query, path) => {
    const problem = await manager.refused('listActivity', { query })
    expect(problem).toMatchObject({ status: 400, code: 'bad_request' })
    expect(problem.errors?.[0]?.path).toBe(path)
  })
})
