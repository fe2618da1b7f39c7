import { expect, it } from 'vitest'
import { atWords } from './at-words'

it.each([
  ['16:32', 'at 16:32'],
  ['yesterday 17:05', 'yesterday at 17:05'],
  ['Sat 18:17', 'on Sat at 18:17'],
  ['6 Oct, 14:12', 'on 6 Oct at 14:12'],
  ['30 Mar 2025', 'on 30 Mar 2025'],
])('%s is said "%s"', (moment, words) => {
  expect(atWords(moment)).toBe(words)
})
