import { expect, test } from 'vitest'
import { counts, gateOf, inOrder, type ReviewCheck, type Verdict } from './check'

const check = (id: string, verdict: Verdict, gate?: string): ReviewCheck => ({
  id,
  label: id,
  verdict,
  text: '',
  ...(gate && { gate }),
})
const checks = [
  check('plan', 'fine'),
  check('name', 'warn'),
  check('retention', 'fix', 'Turn on log retention first'),
  check('slots', 'fine'),
]

test('what must be fixed comes first, the rest keeps its order', () => {
  expect(inOrder(checks).map(({ id }) => id)).toEqual(['retention', 'name', 'plan', 'slots'])
  expect(counts(checks).map(({ text }) => text)).toEqual([
    '1 must be fixed',
    '1 warning',
    '2 passed',
  ])
})

test('only what must be fixed holds back, by its own reason where it is alone', () => {
  expect(gateOf(checks)).toBe('Turn on log retention first')
  expect(gateOf([...checks, check('key', 'fix', 'The key')])).toBe('Fix the errors above first')
  expect(gateOf([check('name', 'warn'), check('plan', 'fine')])).toBeNull()
  expect(gateOf([check('plan', 'open')])).toBe('Checking')
})
