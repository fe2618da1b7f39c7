import { expect, test } from 'vitest'
import { stillKept } from './kept'
import { lettersOf } from './letters'

const at = (day: number, hour = 0) => new Date(2026, 9, day, hour).toISOString()
const now = Date.parse(at(14, 9))

test.each([
  ['all of it', at(14, 3), null, true, 'Logpull until 21 Oct, 03:00'],
  ['all of one that ended', at(9, 10), at(9, 14), true, 'Logpull until 16 Oct, 10:00'],
  ['its end', at(6), at(8), true, 'in part, with Logpull until 00:00 tomorrow'],
  ['the end of one that goes on', at(6), null, true, 'the last 7 days with Logpull'],
  ['nothing', at(1), at(2), true, 'no longer in retention'],
  ['nothing, for retention is off', at(13), null, false, 'Log retention is off'],
  ['what nobody knows', at(13), null, undefined, ''],
] as const)('of a gap IBM has %s', (_, from, to, retention, text) =>
  expect(stillKept({ from, to }, 'http_requests', retention, now)).toBe(text),
)

test('other datasets can’t be fetched', () =>
  expect(stillKept({ from: at(13), to: null }, 'dns_logs', true, now)).toMatch(
    /HTTP requests only/,
  ))

test('letters that would lie on each other are left out, without renaming the others', () =>
  expect(lettersOf([0, 0.001, 0.5, 0.6, 0.605]).map(({ letter }) => letter)).toEqual([
    'A',
    'C',
    'D',
  ]))
