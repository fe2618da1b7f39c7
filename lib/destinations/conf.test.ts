import { describe, expect, it } from 'vitest'
import { confLines, decode, encodePath, formatConf, param, parseConf } from './conf'
import { forAll } from './testing/random'

describe('parseConf', () => {
  it.each([
    ['', { scheme: '', authority: '', path: '', params: [] }],
    ['no scheme here', { scheme: '', authority: '', path: 'no scheme here', params: [] }],
    ['COS://b', { scheme: 'cos', authority: 'b', path: '', params: [] }],
    [
      ' cos://b/a/{DATE}?region=eu-de&instance-id=x ',
      {
        scheme: 'cos',
        authority: 'b',
        path: 'a/{DATE}',
        params: [
          { name: 'region', value: 'eu-de' },
          { name: 'instance-id', value: 'x' },
        ],
      },
    ],
    [
      'https://h:8088/p%2Fq?header_X=a%20b&flag&tags=host:a,b&x=1=2&',
      {
        scheme: 'https',
        authority: 'h:8088',
        path: 'p%2Fq',
        params: [
          { name: 'header_X', value: 'a b' },
          { name: 'flag', value: '' },
          { name: 'tags', value: 'host:a,b' },
          { name: 'x', value: '1=2' },
        ],
      },
    ],
    [
      'cos://b?region=%zz',
      { scheme: 'cos', authority: 'b', path: '', params: [{ name: 'region', value: '%zz' }] },
    ],
  ])('%j', (text, expected) => {
    expect(parseConf(text)).toEqual({ text: text.trim(), ...expected })
  })

  it('never throws, and its opposite gives the same parts again', () => {
    forAll(1500, (r) => {
      const conf = parseConf(r.chance(0.5) ? `cos://${r.nasty(60)}` : r.nasty(60))
      if (conf.scheme === '') return
      const params = conf.params.map(({ name, value }) => ({
        name: name.toWellFormed(),
        value: value.toWellFormed(),
      }))
      const again = parseConf(formatConf(conf))
      expect(again.params).toEqual(params)
      expect(again.authority.trim()).toBe(conf.authority.trim())
    })
  })
})

describe('decode', () => {
  it.each([
    ['a%20b', 'a b'],
    ['100%', '100%'],
    ['%zz%41', '%zzA'],
    ['%e2%82', '%e2%82'],
    ['%E2%82%AC%FF', '%E2%82%AC%FF'],
    ['%7BDATE%7D', '{DATE}'],
    ['a+b', 'a+b'],
  ])('%s', (text, expected) => {
    expect(decode(text)).toBe(expected)
  })
})

it('encodes a path so that it reads as the same, and {DATE} stays readable', () => {
  expect(encodePath('a b/100%/{DATE}')).toBe('a%20b/100%25/{DATE}')
  forAll(1000, (r) => {
    const path = r.nasty(30).toWellFormed()
    expect(decode(encodePath(path))).toBe(path)
  })
})

it('breaks a destination at its parts', () => {
  expect(confLines('cos://b/a?region=eu&instance-id=x')).toEqual([
    'cos://b/a',
    '?region=eu',
    '&instance-id=x',
  ])
  expect(confLines('')).toEqual([''])
})

it('finds a parameter whatever its case', () => {
  expect(param(parseConf('cos://b?Region=eu'), 'region')).toBe('eu')
  expect(param(parseConf('cos://b'), 'region')).toBeNull()
})
