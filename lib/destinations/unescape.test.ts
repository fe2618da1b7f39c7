import { describe, expect, it } from 'vitest'
import { forAll } from './testing/random'
import { unescapeText } from './unescape'

describe('unescapeText', () => {
  it.each([
    ['', ''],
    ['plain text, 100% & more', 'plain text, 100% & more'],
    ['a%2Fb%2fc', 'a/b/c'],
    ['%252F %25252F', '/ /'],
    ['%E2%82%AC%F0%9F%98%80%C3', '€😀\u00c3'],
    ['%u20AC %zz %', '€ %zz %'],
    [String.raw`https:\/\/h\/in`, 'https://h/in'],
    [String.raw`\u0026\x26\u{26}\\u0026`, '&&&&'],
    [String.raw`a\nb\\tc\"d`, 'a\nb\nc"d'],
    ['&amp;&#38;&#x26;&AMP;', '&&&&'],
    ['&amp;amp;lt;', '<'],
    ['&region=eu &nosuch; &#x110000;', '&region=eu &nosuch; &#x110000;'],
    ['&#x2F;&#047;&sol;', '///'],
    ['%5Cu0041', 'A'],
  ])('%j', (raw, plain) => {
    expect(unescapeText(raw).text).toBe(plain)
  })

  it('knows where every run stood', () => {
    const raw = 'x%252Fy&amp;lt;z'
    const { text, place } = unescapeText(raw)
    expect(text).toBe('x/y<z')
    const runs = [...text]
      .map((_, at) => place(at, at + 1))
      .map(({ from, to }) => raw.slice(from, to))
    expect(runs).toEqual(['x', '%252F', 'y', '&amp;lt;', 'z'])
    expect(place(1, 4)).toEqual({ from: 1, to: 15 })
  })

  it('never throws, and every place lies within the text', () => {
    forAll(1000, (r) => {
      const raw = r.nasty(40)
      const { text, place } = unescapeText(raw)
      let last = 0
      for (let at = 0; at < text.length; at++) {
        const { from, to } = place(at, at + 1)
        expect(from).toBeGreaterThanOrEqual(last)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(raw.length)
        last = from
      }
    })
  })
})
