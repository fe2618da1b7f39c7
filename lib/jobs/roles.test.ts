import { expect, test } from 'vitest'
import { lackOf, lowRole } from './roles'

test.each([
  ['Reader', 'Writer', 'Needs Writer; you have Reader'],
  ['Writer', 'Manager', 'Needs Manager; you have Writer'],
  ['Writer', 'Writer', false],
  ['Manager', 'Writer', false],
  [null, 'Manager', false],
  [undefined, 'Manager', false],
] as const)('%s, where %s is needed: %s', (role, needed, lack) => {
  expect(lackOf(role, needed)).toBe(lack)
  expect(lowRole(role, needed)).toBe(lack === false ? null : role)
})
