import { describe, expect, it } from 'vitest'
import { forAll, type Random } from '@/lib/destinations/testing/random'
import { buildOptions, changeOptions, type LogOptions, parseOptions, sameOptions } from './options'

const none = { fields: null, timestamps: null, others: [] }

/** As IBM may hold it, of whatever origin. */
function anyText(r: Random): string {
  return Array.from({ length: r.int(0, 6) }, () =>
    r.pick([
      `fields=${r.nasty(8)}`,
      `timestamps=${r.pick(['rfc3339', 'unix', 'unixnano', 'rfc3339ms', 'rfc3339,sample=1.0', ''])}`,
      `sample=0.${r.int(0, 9)}`,
      'CVE-2021-44228=true',
      r.nasty(6),
    ]),
  )
    .join('&')
    .toWellFormed()
}

/** The text letter by letter, without the options of this name. */
const without = (text: string, name: string) =>
  text
    .split('&')
    .filter((part) => (part.split('=')[0] ?? '').trim() !== name)
    .join('&')

describe('parseOptions', () => {
  it.each<[string | null | undefined, LogOptions]>([
    [null, none],
    [undefined, none],
    ['', none],
    ['fields=', { ...none, others: [{ name: 'fields', value: '' }] }],
    ['timestamps= ', { ...none, others: [{ name: 'timestamps', value: ' ' }] }],
    ['&&', none],
    ['& &=', none],
    [
      'fields=A&=x& =y',
      {
        fields: ['A'],
        timestamps: null,
        others: [
          { name: '', value: 'x' },
          { name: ' ', value: 'y' },
        ],
      },
    ],
    [
      'fields=RayID,ZoneID&timestamps=rfc3339',
      { fields: ['RayID', 'ZoneID'], timestamps: 'rfc3339', others: [] },
    ],
    [
      'timestamps=unix&sample=0.1&fields=RayID,RayID,,%41&CVE-2021-44228=true',
      {
        fields: ['RayID', 'A'],
        timestamps: 'unix',
        others: [
          { name: 'sample', value: '0.1' },
          { name: 'CVE-2021-44228', value: 'true' },
        ],
      },
    ],
    [
      'fields=A&timestamps=rfc3339&timestamps=rfc3339',
      {
        fields: ['A'],
        timestamps: 'rfc3339',
        others: [{ name: 'timestamps', value: 'rfc3339' }],
      },
    ],
    [
      'timestamps=unix&fields=&timestamps=rfc3338&fields=A&fields=B',
      {
        fields: ['A'],
        timestamps: 'unix',
        others: [
          { name: 'fields', value: '' },
          { name: 'timestamps', value: 'rfc3338' },
          { name: 'fields', value: 'B' },
        ],
      },
    ],
    ['timestamps=%72fc3339 ', { ...none, timestamps: 'rfc3339' }],
    ['timestamps=rfc3339ms', { ...none, timestamps: 'rfc3339ms' }],
    [
      'timestamps=rfc3339,sample=1.0&fields=A',
      { fields: ['A'], timestamps: 'rfc3339,sample=1.0', others: [] },
    ],
    [
      'fields=A,B,timestamps=rfc3339',
      { fields: ['A', 'B', 'timestamps=rfc3339'], timestamps: null, others: [] },
    ],
    [
      'flag&x=%zz',
      {
        ...none,
        others: [
          { name: 'flag', value: '' },
          { name: 'x', value: '%zz' },
        ],
      },
    ],
    ['__proto__=1', { ...none, others: [{ name: '__proto__', value: '1' }] }],
  ])('%j', (text, expected) => {
    expect(parseOptions(text)).toEqual(expected)
  })
})

describe('buildOptions', () => {
  it.each<[LogOptions, string]>([
    [none, ''],
    [{ fields: [], timestamps: 'unix', others: [] }, 'timestamps=unix'],
    [
      { fields: ['A', 'B'], timestamps: 'rfc3339', others: [{ name: 'sample', value: '1' }] },
      'fields=A,B&timestamps=rfc3339&sample=1',
    ],
    [
      {
        ...none,
        others: [
          { name: 'x', value: '1&fields=B' },
          { name: 'fields', value: 'C' },
        ],
      },
      'x=1%26fields=B&fields=C',
    ],
    [{ ...none, timestamps: 'rfc3339&x=1' }, 'timestamps=rfc3339%26x=1'],
    [
      { fields: ['A&timestamps=unix'], timestamps: null, others: [] },
      'fields=A%26timestamps%3Dunix',
    ],
  ])('%j', (options, expected) => {
    expect(buildOptions(options)).toBe(expected)
  })

  it('gives back what was read, other options letter by letter', () => {
    forAll(1500, (r) => {
      const text = anyText(r)
      const once = parseOptions(text)
      expect(parseOptions(buildOptions(once))).toEqual(once)
      expect(sameOptions(text, buildOptions(once))).toBe(true)
    })
  })
})

describe('changeOptions', () => {
  const odd = 'sample=1&timestamps=rfc3339,x=1&&fields=A,%42, C &y&timestamps=unix'
  it.each([
    ['', { fields: ['A'], timestamps: 'unix' }, 'fields=A&timestamps=unix'],
    [null, { fields: null }, ''],
    ['sample=1', { fields: ['A'] }, 'fields=A&sample=1'],
    ['sample=1', { timestamps: 'unix' }, 'timestamps=unix&sample=1'],
    ['fields=&timestamps=', { fields: ['A'], timestamps: 'unix' }, 'fields=A&timestamps=unix'],
    [
      odd,
      { fields: ['B', 'C', 'D&'] },
      'sample=1&timestamps=rfc3339,x=1&&fields=%42, C ,D%26&y&timestamps=unix',
    ],
    [odd, { fields: null }, 'sample=1&timestamps=rfc3339,x=1&&y&timestamps=unix'],
    [odd, { timestamps: 'unix' }, 'sample=1&timestamps=unix&&fields=A,%42, C &y'],
    [odd, { others: [{ name: 'y', value: '' }] }, 'timestamps=rfc3339,x=1&&fields=A,%42, C &y'],
    ['fields=A&=x&=&', { fields: ['B'] }, 'fields=B&=x&=&'],
    ['fields=A&=x&=y&=', { others: [{ name: '', value: 'y' }] }, 'fields=A&=y&='],
    ['x=1&x=1&x=2', { others: [{ name: 'x', value: '1' }] }, 'x=1'],
  ])('%j with %j', (text, change, expected) => {
    expect(changeOptions(text, change)).toBe(expected)
  })

  it('changes what it is told to, and leaves everything else to the letter', () => {
    forAll(1500, (r) => {
      const text = anyText(r)
      const names = Array.from({ length: r.int(1, 3) }, () => r.pick(['A', 'b', r.nasty(3)]))
      const held = parseOptions(text)
      const fields = [...new Set([...(held.fields ?? []).slice(0, 2), ...names])].filter(
        (name) => name.trim() === name && name !== '' && !/[,%]/.test(name),
      )
      if (fields.length === 0) return
      const renamed = changeOptions(text, { fields })
      expect(parseOptions(renamed).fields).toEqual(fields.map((name) => name.toWellFormed()))
      expect(without(renamed, 'fields')).toBe(without(text, 'fields'))
      const timestamps = r.pick(['rfc3339', 'unix', 'unixnano'])
      const timed = changeOptions(text, { timestamps })
      expect(parseOptions(timed).timestamps).toBe(timestamps)
      expect(without(timed, 'timestamps')).toBe(without(text, 'timestamps'))
      const bare = changeOptions(text, { others: [] })
      expect(parseOptions(bare)).toEqual({ ...held, others: [] })
    })
  })
})

describe('sameOptions', () => {
  it.each([
    ['fields=A,B&timestamps=unix', 'timestamps=unix&fields=B,A', true],
    ['fields=A&sample=1&x=2', 'fields=A&x=2&sample=1', true],
    [null, '', true],
    ['fields=A', 'fields=a', false],
    ['fields=A&sample=1', 'fields=A&sample=2', false],
    ['fields=A', null, false],
    ['timestamps=unix', 'timestamps=unixnano', false],
    ['fields=A&=x', 'fields=A', false],
    ['fields=A&=x', '&=x&fields=A&', true],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameOptions(a, b)).toBe(same)
  })
})
