import { expect, test } from 'vitest'
import { countOf, formatCount } from './count'

test('numbers are written as English does', () => {
  for (const count of [0, 7, 999, 1_000, 12_345, 999_999, 1_000_000, 1_234_567_890]) {
    expect(formatCount(count)).toBe(count.toLocaleString('en'))
  }
})

test('one is told from many', () => {
  expect(countOf(1, 'zone')).toBe('1 zone')
  expect(countOf(0, 'zone')).toBe('0 zones')
  expect(countOf(5_000, 'entry', 'entries')).toBe('5,000 entries')
})
