import { describe, expect, it } from 'vitest'
import { forAll } from '@/lib/destinations/testing/random'
import { buildOptions, type LogOptions, parseOptions, sameOptions } from './options'

const none = { fields: null, timestamps: null, others: [] }

describe('parseOptions', () => {
  it.each<[string | null | undefined, LogOptions]>([
    [null, none],
    [undefined, none],
    ['', none],
    ['fields=', none],
    ['&&', none],
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
      { fields: ['A'], timestamps: 'rfc3339', others: [] },
    ],
    ['timestamps=unix&timestamps=rfc3339', { ...none, timestamps: 'unix' }],
    ['timestamps=rfc3339ms', none],
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
      'x=1%26fields=B',
    ],
    [
      { fields: ['A&timestamps=unix'], timestamps: null, others: [] },
      'fields=A%26timestamps%3Dunix',
    ],
  ])('%j', (options, expected) => {
    expect(buildOptions(options)).toBe(expected)
  })

  it('gives back what was read, other options letter by letter', () => {
    forAll(1500, (r) => {
      const text = Array.from({ length: r.int(0, 6) }, () =>
        r.pick([
          `fields=${r.nasty(8)}`,
          `timestamps=${r.pick(['rfc3339', 'unix', 'unixnano', 'x'])}`,
          `sample=0.${r.int(0, 9)}`,
          'CVE-2021-44228=true',
          r.nasty(6),
        ]),
      )
        .join('&')
        .toWellFormed()
      const once = parseOptions(text)
      expect(parseOptions(buildOptions(once))).toEqual(once)
      expect(sameOptions(text, buildOptions(once))).toBe(true)
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
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameOptions(a, b)).toBe(same)
  })
})
