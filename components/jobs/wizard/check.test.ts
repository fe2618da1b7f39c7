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
  check('name', 'know'),
  check('retention', 'mend', 'Turn on log retention first'),
  check('slots', 'fine'),
]

test('what must be mended comes first, the rest keeps its order', () => {
  expect(inOrder(checks).map(({ id }) => id)).toEqual(['retention', 'name', 'plan', 'slots'])
  expect(counts(checks).map(({ text }) => text)).toEqual([
    '1 must be mended',
    '1 to know about',
    '2 fine',
  ])
})

test('only what must be mended holds back, by its own reason where it is alone', () => {
  expect(gateOf(checks)).toBe('Turn on log retention first')
  expect(gateOf([...checks, check('key', 'mend', 'The key')])).toBe(
    'Mend first what is marked red above',
  )
  expect(gateOf([check('name', 'know'), check('plan', 'fine')])).toBeNull()
  expect(gateOf([check('plan', 'open')])).toBe('Still checking')
})
