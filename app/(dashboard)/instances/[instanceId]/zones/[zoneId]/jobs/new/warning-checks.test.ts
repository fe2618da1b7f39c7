import { expect, test } from 'vitest'
import type { DraftItem } from '@/components/destinations/draft-errors'
import { warningChecks } from './warning-checks'

const item = (name: string, level: DraftItem['level'], message: string) =>
  ({ name, level, message, code: 'x' }) as DraftItem // Names are the form's own.

test('warnings are told once a field; errors and notes are not', () => {
  const checks = warningChecks(
    'https',
    [
      item('https.headers.0.name', 'warning', 'Twice.'),
      item('https.headers.1.name', 'warning', 'Twice.'),
      item('https.headers.1.value', 'warning', 'Quoted.'),
      item('https.url', 'note', 'Good to know.'),
      item('https.url', 'error', 'Wrong.'),
    ],
    () => {},
  )
  expect(checks.map(({ label, verdict, text }) => [label, verdict, text])).toEqual([
    ['Headers', 'warn', 'Twice. Quoted.'],
  ])
})
