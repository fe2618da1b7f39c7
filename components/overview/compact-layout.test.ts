import { expect, test } from 'vitest'
import { besideIn, linesOf } from './compact-layout'

test('zones go down one column, then the next', () =>
  expect(linesOf(7, 500, 3)).toEqual([
    [0, 3, 6],
    [1, 4, null],
    [2, 5, null],
  ]))

test.each([
  [0, 500, 4],
  [1, 500, 4],
  [499, 500, 3],
  [1_234, 500, 4],
  [2_000, 500, 2],
  [37, 10, 3],
])('each of %d has one place, and keeps it when more come in', (count, block, beside) => {
  const lines = linesOf(count, block, beside)
  const places = lines.flat().filter((at) => at !== null)
  expect(places.sort((one, other) => one - other)).toEqual([...Array(count).keys()])
  const before = linesOf(Math.floor(count / block) * block, block, beside)
  expect(lines.slice(0, before.length)).toEqual(before)
})

test('a narrow window has fewer columns', () =>
  expect([1600, 1120, 900, 700].map(besideIn)).toEqual([4, 4, 3, 2]))
