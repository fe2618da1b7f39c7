import { expect, test } from 'vitest'
import { keyTarget } from './key-target'

const size = { rows: 30, columns: 5, page: 10 }

test.each([
  ['ArrowDown', 0, 0, [1, 0]],
  ['ArrowDown', 29, 0, [29, 0]],
  ['ArrowUp', 0, 3, [0, 3]],
  ['ArrowRight', 2, 4, [2, 4]],
  ['ArrowLeft', 2, 4, [2, 3]],
  ['Home', 2, 4, [2, 0]],
  ['End', 2, 0, [2, 4]],
  ['PageDown', 25, 1, [29, 1]],
  ['PageUp', 5, 1, [0, 1]],
] as const)('%s from %d, %d', (key, row, column, [toRow, toColumn]) =>
  expect(keyTarget(key, { row, column }, size)).toEqual({ row: toRow, column: toColumn }),
)

test('other keys are not the grid’s, and its edges stay where they are', () => {
  const at = { row: 29, column: 4 }
  expect(keyTarget('x', at, size)).toBeNull()
  expect(keyTarget('ArrowDown', at, size)).toBe(at)
  expect(keyTarget('PageDown', at, size)).toBe(at)
})
