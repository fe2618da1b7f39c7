import { expect, test } from 'vitest'
import { countWords, newWords } from './count-words'

test.each([
  [50, true, false, 'Latest 50 entries'],
  [1, true, false, 'Latest 1 entry'],
  [1200, true, true, 'Latest 1,200 entries that match'],
  [12, false, false, 'All 12 entries'],
  [1, false, false, '1 entry'],
  [12, false, true, '12 entries match'],
  [1, false, true, '1 entry matches'],
  [0, false, true, ''],
])('%i, more: %s, filtered: %s', (count, hasMore, isFiltered, words) => {
  expect(countWords(count, { hasMore, isFiltered })).toBe(words)
})

test('new entries are counted in words', () => {
  expect([newWords(1), newWords(3)]).toEqual(['1 new entry.', '3 new entries.'])
})
