import { describe, expect, test } from 'vitest'
import { matchesWords, matchPieces, searchable, wordsOf } from './match-words'

test.each([
  ['', 'shop.example', true],
  ['  ', 'shop.example', true],
  ['shop', 'shop.example', true],
  ['EXAMPLE shop', 'shop.example', true],
  ['shop fire', 'shop-firewall-splunk', true],
  ['shop ice', 'shop-firewall-splunk', false],
  ['muller', 'blog.müller-und-söhne.example', true],
  ['MÜLLER', 'blog.müller-und-söhne.example', true],
  ['МАГАЗИН', 'магазин.nordlicht.example', true],
  ['lodz', 'zakupy.łódź-moda.example', true],
  ['strasse', 'straße.example', true],
  ['(.*', 'shop.example', false],
  ['shop.', 'shop.example', true],
  ['shop.', 'shop-nordlicht', false],
])('%j in %s: %s', (query, name, found) =>
  expect(matchesWords(wordsOf(query), searchable(name))).toBe(found),
)

test('words may be spread over several texts', () => {
  const texts = [searchable('shop-http'), searchable('nordlicht.example')] as const
  expect(matchesWords(wordsOf('nord http'), ...texts)).toBe(true)
  expect(matchesWords(wordsOf('nord dns'), ...texts)).toBe(false)
  // Whoever says a word a hundred times looks for it once.
  expect(wordsOf(`${'o '.repeat(100)}O ö`)).toEqual(['o'])
})

describe('pieces', () => {
  const marked = (text: string, query: string) =>
    matchPieces(searchable(text), wordsOf(query))
      .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
      .join('')

  test.each([
    ['shop.example', '', 'shop.example'],
    ['shop.example', 'shop', '[shop].example'],
    ['shop-firewall', 'fire shop', '[shop]-[fire]wall'],
    ['anana', 'ana', '[anana]'],
    ['müller', 'ull', 'm[üll]er'],
    ['müller', 'm', '[m]üller'],
    // Decomposed: u and its dots are two letters, and the dots go with it.
    ['mu\u0308ller', 'mu', '[mu\u0308]ller'],
    ['İstanbul', 'ist', '[İst]anbul'],
    ['straße', 'ss', 'stra[ß]e'],
    ['ab', 'bc', 'ab'],
  ])('%s for %j', (text, query, expected) => expect(marked(text, query)).toBe(expected))

  test('joined are the text', () => {
    const letters = ['a', 'Ä', 'ß', 'İ', '𝒳', 'e\u0301', '.', '-', ' ']
    for (let seed = 0; seed < 3_000; seed++) {
      let rest = seed
      let text = ''
      for (let i = 0; i < 4; i++) {
        text += letters[rest % letters.length] ?? ''
        rest = Math.floor(rest / letters.length)
      }
      const pieces = matchPieces(searchable(text), wordsOf('a e x . i'))
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    }
  })
})
