import { expect, test } from 'vitest'
import { exactTime } from './exact-time'

test.each([
  ['2026-10-14T07:44:31.204Z', undefined, '09:44:31.204'],
  ['2026-10-14T07:44:31.004Z', '2026-10-14T07:44:30Z', '09:44:31.004'],
  ['2026-10-14T22:00:00.000Z', '2026-10-14T21:59:59Z', 'Thursday 15 October, 00:00:00.000'],
])('%s since %s is %s', (at, since, text) => {
  expect(exactTime(at, since ?? at, 'Europe/Berlin')).toBe(text)
})
