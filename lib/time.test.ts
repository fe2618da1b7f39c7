import { describe, expect, it, test } from 'vitest'
import {
  formatAge,
  formatAhead,
  formatClock,
  formatDay,
  formatInstant,
  formatLength,
  formatMoment,
  formatTimeOfDay,
  formatUtc,
  formatZone,
} from './time'

const s = 1000
const min = 60 * s
const h = 60 * min
const d = 24 * h

test.each([
  [-5, '0 s'],
  [999, '0 s'],
  [40 * s, '40 s'],
  [min - 1, '59 s'],
  [38 * min + 59 * s, '38 min'],
  [h, '1 h'],
  [6 * h + 40 * min, '6 h 40 min'],
  [2 * d + 15 * h + 59 * min, '2 d 15 h'],
  [7 * d, '7 d'],
  [45 * d + 3 * h, '45 d'],
])('a length of %d ms reads %s', (ms, text) => expect(formatLength(ms)).toBe(text))

test.each([
  [-2000, 'just now'],
  [12 * s, '12 s ago'],
  [h + 32 * min, '1 h 32 min ago'],
  [16 * h + 37 * min, '16 h ago'],
  [3 * d + 15 * h, '3 d 15 h ago'],
  [550 * d, '18 months ago'],
  [1000 * d, '2 years ago'],
])('an age of %d ms reads %s', (ms, text) => expect(formatAge(ms)).toBe(text))

test('lengths never grow shorter text units backwards: the number of units stays at most two', () => {
  for (let ms = 0; ms < 100 * d; ms += 7919 * s) {
    expect(formatLength(ms)).toMatch(/^\d+ (s|min|h|d)( \d+ (min|h))?$/)
  }
})

test('what is to come', () => {
  expect(formatAhead(9 * d + h)).toBe('in 9 days')
  expect(formatAhead(20 * s)).toBe('in 20 s')
})

describe('clock times', () => {
  const now = '2026-10-14T07:42:00Z'
  const zone = 'Europe/Berlin'
  it.each([
    ['2026-10-14T00:59:10Z', '02:59'],
    ['2026-10-13T22:30:00Z', '00:30'],
    ['2026-10-13T15:05:00Z', 'Tue 17:05'],
    ['2026-10-06T12:12:00Z', '6 Oct, 14:12'],
    ['2026-09-01T12:12:00Z', '1 Sep, 14:12'],
    ['2025-03-30T12:00:00Z', '30 Mar 2025'],
    ['2026-10-15T12:00:00Z', '15 Oct, 14:00'],
    ['nonsense', ''],
  ])('%s is %s', (at, text) => expect(formatClock(at, now, zone)).toBe(text))

  it('names days, seconds, UTC and the zone', () => {
    expect(formatDay(now, zone)).toBe('Wednesday 14 October')
    expect(formatTimeOfDay('2026-10-14T07:44:31.204Z', zone)).toBe('09:44:31')
    expect(formatUtc('2026-10-14T09:41:12+02:00')).toBe('2026-10-14 07:41:12 UTC')
    expect(formatInstant(now, zone)).toBe('Wed 14 Oct 2026, 09:42:00 · 2026-10-14 07:42:00 UTC')
    expect(formatUtc('nonsense')).toBe('')
    expect(formatZone(now, zone)).toMatch(/UTC\+2/)
    expect(formatZone(now, 'UTC')).toBe('UTC')
  })
})

describe('moments a few days away', () => {
  const zone = 'Europe/Berlin'

  it.each([
    ['2026-10-21T07:31:00Z', 'Wed 21 Oct, 09:31'],
    ['2026-09-30T23:05:00Z', 'Thu 1 Oct, 01:05'],
    ['2026-09-02T10:00:00Z', 'Wed 2 Sep, 12:00'],
    ['yesterday', ''],
  ])('%s is "%s"', (at, text) => expect(formatMoment(at, zone)).toBe(text))
})
