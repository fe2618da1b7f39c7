import { describe, expect, it } from 'vitest'
import { redactDeep } from '@/lib/destinations/secrets'
import { forAll, type Random } from '@/lib/destinations/testing/random'
import { toSettings } from './settings'

const guid = '8a0ca080-f014-45b9-a327-5d1c3e761f58'
const conf = `cos://logs/http/{DATE}?region=eu-de&instance-id=${guid}&ibm_api_key=•••• print 4f1ac29b07ee1234`

/** As plain objects, lists of names joined. */
function plain(value: unknown) {
  return Object.fromEntries(
    [...toSettings(value)].map(([group, members]) => [
      group,
      Object.fromEntries(
        [...members].map(([name, member]) => [
          name,
          'text' in member ? member.text : member.names.join(' '),
        ]),
      ),
    ]),
  )
}

const cos = {
  kind: 'cos',
  auth: 'apiKey',
  instanceId: guid,
  bucket: 'logs',
  region: 'eu-de',
  path: 'http',
  dailyFolders: 'true',
  apiKey: '•••• print 4f1ac29b07ee1234',
}

describe('settings', () => {
  it('of a job as IBM holds it and as it was asked for are the same', () => {
    const job = { name: 'shop', enabled: true, dataset: 'http_requests', frequency: 'high' }
    const held = {
      ...job,
      logpull_options: 'fields=ClientIP,RayID&timestamps=rfc3339',
      destination_conf: conf,
    }
    const asked = {
      ...job,
      logs: { fields: { mode: 'list', names: ['ClientIP', 'RayID'] }, timestamps: 'rfc3339' },
      destination: { ...cos, path: '/http/', dailyFolders: true, hasKey: true },
    }
    const expected = {
      '': { name: 'shop', enabled: 'true', dataset: 'http_requests', frequency: 'high' },
      destination: cos,
      logs: { fields: 'ClientIP RayID', timestamps: 'rfc3339' },
    }
    expect(plain(held)).toEqual(expected)
    expect(plain(asked)).toEqual(expected)
    // A change that failed holds both: what was asked for counts.
    expect(plain({ ...held, ...asked, destination_conf: 'cos://other' })).toEqual(expected)
  })

  it.each([
    ['nothing named', { logpull_options: '' }, { fields: 'IBM’s default set' }],
    ['no options at all', { logpull_options: null }, { fields: 'IBM’s default set' }],
    ['all', { logs: { fields: { mode: 'all' } } }, { fields: 'all' }],
    ['all, spelt out', { logs: { fields: { mode: 'all', names: ['A', 'B'] } } }, { fields: 'A B' }],
    [
      'default',
      { logs: { fields: { mode: 'default', names: [] } } },
      { fields: 'IBM’s default set' },
    ],
    [
      'other options of the job stay',
      { logpull_options: 'fields=A&sample=0.1', logs: { fields: { mode: 'all' } } },
      { fields: 'all', sample: '0.1' },
    ],
    [
      'no timestamps given keeps the job’s',
      {
        logpull_options: 'timestamps=unix',
        logs: { fields: { mode: 'default' }, timestamps: null },
      },
      { fields: 'IBM’s default set', timestamps: 'unix' },
    ],
  ])('of logs: %s', (_, value, logs) => expect(plain(value)).toEqual({ logs }))

  it.each([
    [
      'a key that IBM hides in an odd place',
      `cos://logs?region=eu-de&x=ibm_api_key=1`,
      { kind: 'cos', auth: 'apiKey', bucket: 'logs', region: 'eu-de', dailyFolders: 'false' },
    ],
    [
      'a key without a print',
      'cos://logs?ibm_api_key=••••',
      { kind: 'cos', auth: 'apiKey', bucket: 'logs', dailyFolders: 'false', apiKey: '••••' },
    ],
    [
      'Cloud Logs',
      `ibmcl://${guid}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=•••• print 1`,
      { kind: 'cloudLogs', instanceId: guid, region: 'eu-de', apiKey: '•••• print 1' },
    ],
    [
      'Splunk',
      'splunk://hec.example:8088/services/collector?header_Authorization=•••• print 1',
      {
        kind: 'splunk',
        endpoint: 'hec.example:8088/services/collector',
        skipVerify: 'false',
        header_Authorization: '•••• print 1',
      },
    ],
    ['a text of no form', '••••', { kind: 'other', conf: '••••' }],
  ])('of a destination: %s', (_, destination_conf, expected) => {
    const { destination } = plain({ destination_conf })
    expect(destination).toMatchObject(expected)
    expect(JSON.stringify(destination)).not.toContain('hasKey')
  })

  it('of a test leave its sentence to the page, and bookkeeping out', () => {
    const test = { ok: false, code: 'role_missing', detail: 'Refused (403).', wrote: null }
    expect(plain({ destination: { kind: 'cloudLogs' }, test, otherJobIds: ['1'] })).toEqual({
      destination: { kind: 'cloudLogs' },
      test: { ok: 'false', code: 'role_missing' },
    })
  })

  it.each([[null], [undefined], [7], ['text'], [[]], [['a']], [true]])('of %j are none', (value) =>
    expect(toSettings(value)).toEqual(new Map()),
  )

  it('show what they do not know as the JSON that it is', () => {
    expect(plain({ odd: { deep: [1] }, destination: 5, logs: 'x', test: [1, 'a'] })).toEqual({
      '': { odd: '{"deep":[1]}', destination: '5', logs: 'x', test: '[1,"a"]' },
    })
  })

  it('are made of any JSON without a failure, and hold text that was there', () => {
    forAll(500, (r) => {
      const value = redactDeep(anyEntry(r))
      for (const members of toSettings(value).values()) {
        for (const member of members.values()) {
          const texts = 'text' in member ? [member.text] : member.names
          for (const text of texts) expect(typeof text).toBe('string')
        }
      }
    })
  })
})

const names = [
  ...['name', 'enabled', 'dataset', 'frequency', 'destination', 'destination_conf', 'logs'],
  ...['logpull_options', 'fields', 'mode', 'names', 'timestamps', 'otherOptions', 'otherParams'],
  ...['kind', 'auth', 'path', 'dailyFolders', 'hasKey', 'apiKey', 'test', 'ok', '__proto__', ''],
]

/** JSON with members of the right names and whatever values. */
function anyEntry(r: Random, depth = 0): unknown {
  const kind = r.int(0, depth > 3 ? 4 : 7)
  if (kind === 0) return null
  if (kind === 1) return r.chance(0.5)
  if (kind === 2) return r.int(-5, 5)
  if (kind === 3) return r.pick(['cos', 'apiKey', 'all', 'list', 'default', 'unix', conf])
  if (kind === 4) return r.nasty(12)
  if (kind === 5) return Array.from({ length: r.int(0, 3) }, () => anyEntry(r, depth + 1))
  return JSON.parse(
    `{${Array.from(
      { length: r.int(0, 8) },
      () => `${JSON.stringify(r.pick(names))}:${JSON.stringify(anyEntry(r, depth + 1))}`,
    ).join(',')}}`,
  )
}
