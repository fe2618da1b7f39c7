import { expect, test } from 'vitest'
import type { JobState } from '@/lib/schemas/job'
import { countWords } from './count-words'

const words = (...states: JobState[]) =>
  countWords(states.map((state) => ({ state }))).map(({ text }) => text)

test.each([
  [[], []],
  [['delivering'], ['1 healthy']],
  [
    ['failing', 'late', 'delivering', 'never_ran', 'off', 'failing'],
    ['2 not delivering', '1 late', '2 healthy', '1 disabled'],
  ],
] as [JobState[], string[]][])('%j reads %j', (states, expected) =>
  expect(words(...states)).toEqual(expected),
)

test('only a loss is marked as one', () =>
  expect(countWords([{ state: 'failing' }, { state: 'late' }]).map((part) => part.isLoss)).toEqual([
    true,
    false,
  ]))
