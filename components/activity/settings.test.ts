import { describe, expect, it } from 'vitest'
import { redactDeep } from '@/lib/destinations/secrets'
import { forAll, type Random } from '@/lib/destinations/testing/random'
import { toSettings } from './settings'

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

const job = { name: 'shop', enabled: true, dataset: 'http_requests', frequency: 'high' }
const cos = { kind: 'cos', auth: 'apiKey', bucket: 'logs', region: 'eu-de', dailyFolders: true }

describe('settings', () => {
  it('of a job are grouped, its key a print', () => {
    const logs = {
      fields: { mode: 'list', names: ['ClientIP', 'RayID'] },
      timestamps: 'rfc3339',
      otherOptions: [{ name: 'sample', value: '0.1' }],
    }
    const destination = { ...cos, hasKey: true }
    expect(plain({ ...job, destination, logs, keyPrint: '4f1ac29b07ee1234' })).toEqual({
      '': { name: 'shop', enabled: 'true', dataset: 'http_requests', frequency: 'high' },
      destination: { ...cos, dailyFolders: 'true', apiKey: '•••• print 4f1ac29b07ee1234' },
      logs: { fields: 'ClientIP RayID', timestamps: 'rfc3339', sample: '0.1' },
    })
  })

  it.each([
    ['default', { fields: { mode: 'default' } }, { fields: 'IBM’s default set' }],
    ['all', { fields: { mode: 'all' } }, { fields: 'all' }],
    ['all, spelt out', { fields: { mode: 'all', names: ['A', 'B'] } }, { fields: 'A B' }],
    [
      'a format that is given again',
      {
        fields: { mode: 'list', names: ['A'] },
        timestamps: 'unix',
        otherOptions: [{ name: 'timestamps', value: 'rfc3338' }],
      },
      { fields: 'A', timestamps: 'unix', 'timestamps (repeated)': 'rfc3338' },
    ],
    [
      'an option without a name',
      { fields: { mode: 'all' }, otherOptions: [{ name: ' ', value: 'x' }] },
      { fields: 'all', 'option without a name': 'x' },
    ],
    [
      'no timestamps',
      { fields: { mode: 'default' }, timestamps: null },
      { fields: 'IBM’s default set' },
    ],
  ])('of logs: %s', (_, logs, expected) => expect(plain({ logs })).toEqual({ logs: expected }))

  it.each([
    [
      'a key that IBM does not show',
      { destination: { ...cos, hasKey: true }, keyPrint: null },
      '••••',
    ],
    ['no key', { destination: cos, keyPrint: null }, undefined],
  ])('of a destination: %s', (_, value, apiKey) => {
    expect(plain(value).destination?.apiKey).toBe(apiKey)
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
  ...['name', 'enabled', 'dataset', 'frequency', 'destination', 'keyPrint', 'logs', 'fields'],
  ...['mode', 'names', 'timestamps', 'otherOptions', 'otherParams', 'kind', 'auth', 'path'],
  ...['dailyFolders', 'hasKey', 'test', 'ok', '__proto__', ''],
]

/** JSON with members of the right names and whatever values. */
function anyEntry(r: Random, depth = 0): unknown {
  const kind = r.int(0, depth > 3 ? 4 : 7)
  if (kind === 0) return null
  if (kind === 1) return r.chance(0.5)
  if (kind === 2) return r.int(-5, 5)
  if (kind === 3) return r.pick(['cos', 'apiKey', 'all', 'list', 'default', 'unix'])
  if (kind === 4) return r.nasty(12)
  if (kind === 5) return Array.from({ length: r.int(0, 3) }, () => anyEntry(r, depth + 1))
  return JSON.parse(
    `{${Array.from(
      { length: r.int(0, 8) },
      () => `${JSON.stringify(r.pick(names))}:${JSON.stringify(anyEntry(r, depth + 1))}`,
    ).join(',')}}`,
  )
}
