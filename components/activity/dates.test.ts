import { expect, test } from 'vitest'
import { dateOf, endOf, lastDays, spanWords, startOf } from './dates'

const now = new Date(2026, 9, 14, 9, 30).getTime()
const start = (date: string) => startOf(date)

test.each([
  ['2026-10-07', '2026-10-14', '7 to 14 October'],
  ['2026-10-07', '2026-10-07', '7 October'],
  ['2026-09-28', '2026-10-03', '28 September to 3 October'],
  ['2025-12-28', '2026-01-03', '28 December 2025 to 3 January'],
  ['2025-12-28', '2025-12-31', '28 to 31 December 2025'],
])('%s to %s is “%s”', (from, to, words) => {
  expect(spanWords({ from: start(from), to: endOf(to) }, now)).toBe(words)
})

test('an end may be open', () => {
  expect(spanWords({ from: start('2026-10-07'), to: null }, now)).toBe('Since 7 October')
  expect(spanWords({ from: null, to: endOf('2026-10-07') }, now)).toBe('Until 7 October')
  expect(spanWords({ from: null, to: null }, now)).toBe('')
})

test('an end within a day has its time', () => {
  const from = new Date(2026, 9, 7, 9, 5).getTime()
  expect(spanWords({ from, to: endOf('2026-10-08') }, now)).toBe('7 Oct, 09:05 to 8 October')
  expect(spanWords({ from, to: null }, now)).toBe('Since 7 Oct, 09:05')
})

test('days are those of the reader’s clock, both included', () => {
  expect(dateOf(now)).toBe('2026-10-14')
  expect(dateOf(endOf('2026-10-14'))).toBe('2026-10-14')
  expect(endOf('2026-10-14') + 1).toBe(startOf('2026-10-15'))
  expect(lastDays(7, now)).toEqual({ from: '2026-10-08', to: '2026-10-14' })
  expect(lastDays(1, now)).toEqual({ from: '2026-10-14', to: '2026-10-14' })
  expect(startOf('')).toBeNaN()
})
