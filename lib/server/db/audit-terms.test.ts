import { expect, it } from 'vitest'
import { wordsOf } from './audit-terms'

it.each<[string, string[]]>([
  ['Shop.example', ['shop', 'example']],
  ['to-cos_2, to-cos', ['to', 'cos', '2']],
  ['ÄGIDIUS Straße', ['ägidius', 'straße']],
  ['ﬁnal ｗｏｒｄ', ['final', 'word']],
  ['10.0.0.17 refused', ['10.0.0.17', 'refused']],
  ['in 8A0CA080-f014-45b9-a327-5d1c3e761f58', ['in', '8a0ca080-f014-45b9-a327-5d1c3e761f58']],
  ['•••• print 4f1ac29b07ee1234', ['print']],
  ['0123456789abcdef0123456789abcdef', []],
  ['defaced facade', ['defaced', 'facade']],
  ['日本語 логи', ['日本語', 'логи']],
  ['half \ud83d pair', ['half', 'pair']],
  ['… - " ', []],
])('the words of %j are %j', (text, words) => expect(wordsOf(text)).toEqual(words))

it('of very long texts are the first, cut', () => {
  expect(wordsOf('x'.repeat(100))).toEqual(['x'.repeat(64)])
  const many = Array.from({ length: 500 }, (_, at) => `w${at}`).join(' ')
  expect(wordsOf(many)).toHaveLength(200)
})
