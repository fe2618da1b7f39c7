import { expect, it } from 'vitest'
import { duration } from './duration'

it.each([
  [-1, '0 s'],
  [999, '0 s'],
  [40_000, '40 s'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [599_999, '9 min 59 s'],
  [600_000, '10 min'],
  [2_285_000, '38 min'],
  [3_600_000, '1 h'],
  [24_000_000, '6 h 40 min'],
  [86_399_999, '23 h 59 min'],
  [226_800_000, '2 d 15 h'],
  [86_400_000, '1 d'],
])('%d ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words)
})
