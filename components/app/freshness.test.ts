import { expect, test } from 'vitest'
import { freshnessOf, isLive } from './freshness'

const at = (readAtMs: number, isFailing = false) => ({ readAtMs, isFailing })

test.each([
  ['nothing on the page reads', [], { readAtMs: null, isFailing: false }],
  ['not read yet', [at(0)], { readAtMs: null, isFailing: false }],
  ['the newest counts', [at(5), at(9), at(0)], { readAtMs: 9, isFailing: false }],
  [
    'of what fails the oldest counts',
    [at(99), at(5, true), at(7, true)],
    { readAtMs: 5, isFailing: true },
  ],
  ['failing and never read', [at(99), at(0, true)], { readAtMs: null, isFailing: true }],
])('%s', (_, readings, expected) => expect(freshnessOf(readings)).toEqual(expected))

test('live is what was read within 90 s and reads', () => {
  expect(isLive({ readAtMs: 1_000, isFailing: false }, 90_999)).toBe(true)
  expect(isLive({ readAtMs: 1_000, isFailing: false }, 91_000)).toBe(false)
  expect(isLive({ readAtMs: 1_000, isFailing: true }, 1_000)).toBe(false)
  expect(isLive({ readAtMs: null, isFailing: false }, 0)).toBe(false)
})
