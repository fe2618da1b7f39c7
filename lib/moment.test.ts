import { expect, test } from 'vitest'
import { atMoment, moment } from './moment'

const now = '2026-10-14T09:44:00Z'

test.each([
  ['2026-10-14T03:02:00Z', '03:02'],
  ['2026-10-13T17:05:00Z', 'yesterday 17:05'],
  ['2026-10-15T03:02:00Z', '03:02 tomorrow'],
  ['2026-10-11T18:20:00Z', 'Sun 18:20'],
  ['2025-03-30T00:00:00Z', '30 Mar 2025'],
  ['no date', ''],
])('%s reads %s', (at, text) => expect(moment(at, now, 'UTC')).toBe(text))

test.each([
  ['2026-10-14T03:02:00Z', 'at 03:02'],
  ['2026-10-13T17:05:00Z', 'yesterday at 17:05'],
  ['2026-10-11T18:20:00Z', 'on Sun at 18:20'],
  ['2026-10-06T14:12:00Z', 'on 6 Oct at 14:12'],
  ['2025-03-30T00:00:00Z', 'on 30 Mar 2025'],
  ['no date', ''],
])('%s is said %s', (at, text) => expect(atMoment(at, now, 'UTC')).toBe(text))

test('the day is the reader’s', () => {
  expect(moment('2026-10-13T22:30:00Z', now, 'Europe/Berlin')).toBe('00:30')
  expect(moment('2026-10-13T21:30:00Z', now, 'Europe/Berlin')).toBe('yesterday 23:30')
})
