import { expect, test } from 'vitest'
import { countWords, newWords } from './count-words'

test.each([
  [50, true, false, 'The newest 50 attempts'],
  [1, true, false, 'The newest 1 attempt'],
  [1200, true, true, 'The newest 1,200 attempts that match'],
  [12, false, false, 'All 12 attempts'],
  [1, false, false, '1 attempt, the only one'],
  [12, false, true, '12 attempts match'],
  [1, false, true, '1 attempt matches'],
  [0, false, true, ''],
])('%i, more: %s, filtered: %s', (count, hasMore, isFiltered, words) => {
  expect(countWords(count, { hasMore, isFiltered })).toBe(words)
})

test('new attempts are counted in words', () => {
  expect([newWords(1), newWords(3)]).toEqual(['1 new attempt.', '3 new attempts.'])
})
