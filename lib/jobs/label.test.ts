import { expect, test } from 'vitest'
import { jobLabel, jobTitle, wordToType } from './label'

test.each([
  ['shop-http', 'shop-http', 'shop-http'],
  [' padded ', 'padded', 'padded'],
  ['<b>bold</b>', '<b>bold</b>', '<b>bold</b>'],
  [null, 'Job 7', '7'],
  ['  ', 'Job 7', '7'],
  ['two\nlines', 'two\nlines', '7'],
  ['a\u200bb', 'a\u200bb', '7'],
])('%j is called %j and deleted by typing %j', (name, label, word) => {
  expect(jobLabel({ id: '7', name })).toBe(label)
  expect(wordToType({ id: '7', name })).toBe(word)
})

test('what has no name goes by its id', () => {
  expect(jobTitle({ id: '7', name: 'shop' })).toBe('shop')
  expect(jobTitle({ id: '7', name: null })).toBe('unnamed · id 7')
})
