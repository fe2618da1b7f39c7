import { describe, expect, it } from 'vitest'
import { DATE } from '@/lib/destinations/conf'
import { confText } from '@/lib/destinations/conf-text'
import { redactDeep } from '@/lib/destinations/secrets'
import { anyCloudLogs, anyCos } from '@/lib/destinations/testing/generators'
import { forAll } from '@/lib/destinations/testing/random'
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

const guid = '8a0ca080-f014-45b9-a327-5d1c3e761f58'
const conf = (path: string, print = '4f1a') =>
  `cos://logs/${path}?region=eu-de&instance-id=${guid}&ibm_api_key=•••• print ${print}`
const held = {
  name: 'shop',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  logpull_options: 'fields=A,B,C&timestamps=rfc3339&sample=0.1',
  destination_conf: conf('http'),
}
const asked = { kind: 'cos', auth: 'apiKey', instanceId: guid, bucket: 'logs', region: 'eu-de' }

describe('the diff of two settings', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['nothing', held, { ...held }, []],
    ['a pause', held, { ...held, enabled: false }, ['- enabled true', '+ enabled false']],
    ['retention', { enabled: false }, { enabled: true }, ['- enabled false', '+ enabled true']],
    [
      'a path and a new key, read back',
      held,
      { ...held, destination_conf: conf('http-2', '9b07') },
      [
        '- destination.path http',
        '+ destination.path http-2',
        '- destination.apiKey •••• print 4f1a',
        '+ destination.apiKey •••• print 9b07',
      ],
    ],
    [
      'a path asked for without a key, which stays',
      held,
      { ...held, destination: { ...asked, path: 'http-2' } },
      ['- destination.path http', '+ destination.path http-2'],
    ],
    [
      'a destination sent back as it was read',
      held,
      { ...held, destination: { ...asked, path: 'http', dailyFolders: false, hasKey: true } },
      [],
    ],
    [
      'another way in, for which the key is given up',
      held,
      {
        ...held,
        destination: { ...asked, auth: 'challenge', path: 'http', ownershipToken: '••••' },
      },
      [
        '- destination.auth apiKey',
        '+ destination.auth challenge',
        '- destination.apiKey •••• print 4f1a',
        '+ destination.ownershipToken ••••',
      ],
    ],
    [
      'fields by name, whatever their order',
      held,
      { ...held, logpull_options: 'sample=0.1&fields=D,C,A&timestamps=rfc3339' },
      ['- logs.fields B', '+ logs.fields D (2)'],
    ],
    [
      'fields taken out only',
      held,
      { ...held, logpull_options: 'sample=0.1&fields=A&timestamps=rfc3339' },
      ['- logs.fields B,C (1)'],
    ],
    [
      'a list for all of them, and an option of old that stays',
      held,
      { ...held, logs: { fields: { mode: 'all' }, timestamps: 'unix' } },
      [
        '- logs.fields A,B,C',
        '+ logs.fields all',
        '- logs.timestamps rfc3339',
        '+ logs.timestamps unix',
      ],
    ],
    ['out of nothing', null, { enabled: true }, ['+ enabled true']],
    ['into nothing', { enabled: true }, 'odd', ['- enabled true']],
  ])('%s', (_, before, after, expected) => {
    expect(lines(settingsDiff(before, after))).toEqual(expected)
  })

  it('finds no difference between a destination as asked for and as IBM holds it', () => {
    const print = (secret: string) => String(secret.length)
    forAll(300, (r) => {
      const input = r.chance(0.5) ? anyCos(r) : anyCloudLogs(r)
      // Parts of a path that could be a credential are masked in IBM's form only; names are not in it at all.
      const odd = input.kind === 'cos' ? /[@=]/.test(input.path ?? '') : input.applicationName
      if (odd || ('subsystemName' in input && input.subsystemName)) return
      const { ownershipToken: _, ...rest } = { ownershipToken: '', ...input }
      const text = (confText(input) ?? '').replace('••••', input.apiKey ?? '')
      const before = redactDeep({ destination_conf: text }, print)
      const after = redactDeep({ destination: rest }, print)
      expect(lines(settingsDiff(before, after))).toEqual([])
      expect(lines(settingsDiff(after, before))).toEqual([])
    })
  })
})

describe('the lines of an entry', () => {
  const destination = { ...asked, path: 'http', dailyFolders: true, apiKey: '•••• print 1' }

  it('show all of a job that was made', () => {
    const after = { name: 'shop', enabled: true, logs: { fields: { mode: 'all' } }, destination }
    const shown = lines(entryLines({ action: 'job.create', before: { otherJobIds: ['1'] }, after }))
    expect(shown).toContain('+ destination.bucket logs')
    expect(shown).toContain('+ logs.fields all')
    expect(shown.every((line) => line.startsWith('+'))).toBe(true)
    expect(shown.join()).not.toContain('otherJobIds')
  })

  it('show all of a job that was deleted', () => {
    const before = { ...held, destination_conf: conf(`http/${DATE}`) }
    const shown = lines(entryLines({ action: 'job.delete', before, after: null }))
    expect(shown).toContain('- destination.dailyFolders true')
    expect(shown).toContain('- logs.fields A,B,C')
    expect(shown.every((line) => line.startsWith('-'))).toBe(true)
  })

  it.each(['destination.test', 'ownership.challenge'] as const)(
    'show what %s was asked for with, as no change',
    (action) => {
      const after = { destination, filename: 'http/ownership-challenge.txt', test: { ok: true } }
      const shown = lines(entryLines({ action, before: null, after }))
      expect(shown).toContain('  destination.apiKey •••• print 1')
      expect(shown).toContain('  challenge.filename http/ownership-challenge.txt')
      expect(shown).toContain('  test.ok true')
      expect(shown.every((line) => line.startsWith(' '))).toBe(true)
    },
  )
})
