import { describe, expect, it } from 'vitest'
import { type DiffGroup, entryLines, settingsDiff } from './settings-diff'

const marks = { added: '+', removed: '-', plain: ' ' }

/** One text a line, as a person reads the diff. */
const lines = (groups: readonly DiffGroup[]) =>
  groups.flatMap(({ title, lines }) =>
    lines.map(({ sign, name, value, unchanged }) => {
      const shown = 'text' in value ? value.text : value.names.join(',')
      const rest = unchanged === undefined ? '' : ` (${unchanged})`
      return `${marks[sign]} ${title ? `${title}.` : ''}${name} ${shown}${rest}`
    }),
  )

const destination = {
  kind: 'cos',
  auth: 'apiKey',
  bucket: 'logs',
  region: 'eu-de',
  path: 'http',
  dailyFolders: false,
  hasKey: true,
}
const logs = {
  fields: { mode: 'list', names: ['A', 'B', 'C'] },
  timestamps: 'rfc3339',
  otherOptions: [{ name: 'sample', value: '0.1' }],
}
const job = {
  name: 'shop',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  destination,
  logs,
  keyPrint: '4f1a',
}
const fields = (...names: string[]) => ({ ...logs, fields: { mode: 'list', names } })

describe('the diff of two settings', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['nothing', job, { ...job }, []],
    ['a pause', job, { ...job, enabled: false }, ['- enabled true', '+ enabled false']],
    ['retention', { enabled: false }, { enabled: true }, ['- enabled false', '+ enabled true']],
    [
      'a path and a new key',
      job,
      { ...job, destination: { ...destination, path: 'http-2' }, keyPrint: '9b07' },
      [
        '- destination.path http',
        '+ destination.path http-2',
        '- destination.apiKey •••• print 4f1a',
        '+ destination.apiKey •••• print 9b07',
      ],
    ],
    [
      'another authentication, for which the key is given up',
      job,
      {
        ...job,
        destination: { ...destination, auth: 'challenge', hasKey: undefined },
        keyPrint: null,
      },
      [
        '- destination.auth apiKey',
        '+ destination.auth challenge',
        '- destination.apiKey •••• print 4f1a',
      ],
    ],
    [
      'fields by name, whatever their order',
      job,
      { ...job, logs: fields('D', 'C', 'A') },
      ['- logs.fields B', '+ logs.fields D (2)'],
    ],
    ['fields taken out only', job, { ...job, logs: fields('A') }, ['- logs.fields B,C (1)']],
    ['out of nothing', null, { enabled: true }, ['+ enabled true']],
    ['into nothing', { enabled: true }, 'odd', ['- enabled true']],
  ])('%s', (_, before, after, expected) => {
    expect(lines(settingsDiff(before, after))).toEqual(expected)
  })
})

describe('the lines of an entry', () => {
  it('show all of a job that was created', () => {
    const before = { otherJobIds: ['1'] }
    const shown = lines(entryLines({ action: 'job.create', before, after: job }))
    expect(shown).toContain('+ destination.bucket logs')
    expect(shown).toContain('+ logs.fields A,B,C')
    expect(shown.every((line) => line.startsWith('+'))).toBe(true)
    expect(shown.join()).not.toContain('otherJobIds')
  })

  it('show all of a job that was deleted', () => {
    const shown = lines(entryLines({ action: 'job.delete', before: job, after: null }))
    expect(shown).toContain('- destination.dailyFolders false')
    expect(shown).toContain('- logs.fields A,B,C')
    expect(shown.every((line) => line.startsWith('-'))).toBe(true)
  })

  it.each(['destination.test', 'ownership.challenge'] as const)(
    'show what %s was asked for with, as no change',
    (action) => {
      const filename = 'http/ownership-challenge.txt'
      const after = { destination, keyPrint: '1', filename, test: { ok: true } }
      const shown = lines(entryLines({ action, before: null, after }))
      expect(shown).toContain('  destination.apiKey •••• print 1')
      expect(shown).toContain('  challenge.filename http/ownership-challenge.txt')
      expect(shown).toContain('  test.ok true')
      expect(shown.every((line) => line.startsWith(' '))).toBe(true)
    },
  )
})

describe('what is no zone’s', () => {
  const grant = {
    id: 'g1',
    subject: { kind: 'group', name: 'net-ops' },
    role: 'viewer',
    scope: { kind: 'pattern', pattern: '*.example' },
    rails: null,
  }

  it('lists a grant member by member', () => {
    const given = lines(entryLines({ action: 'grant.create', before: null, after: grant }))
    expect(given).toEqual([
      '+ id g1',
      '+ role viewer',
      '+ subject.kind group',
      '+ subject.name net-ops',
      '+ scope.kind pattern',
      '+ scope.pattern *.example',
    ])
    const taken = lines(entryLines({ action: 'grant.delete', before: grant, after: null }))
    expect(taken).toEqual(given.map((line) => line.replace('+', '-')))
  })

  it('says what a request asks for, and then which one it is', () => {
    const after = { ...job, enabled: false, request: { id: 'r1', action: 'job.pause' } }
    expect(lines(entryLines({ action: 'change.request', before: job, after }))).toEqual([
      '- enabled true',
      '+ enabled false',
      '  request.id r1',
      '  request.action job.pause',
    ])
  })
})
