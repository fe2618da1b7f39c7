import { expect, test } from 'vitest'
import { byDay } from './days'

const at = (at: string) => ({ at })
const bands = (times: string[], timeZone: string, year = 2026) =>
  byDay(times.map(at), year, timeZone).map(({ label, items }) => [label, items.length])

const times = [
  '2026-10-14T22:30:00.000Z',
  '2026-10-14T21:30:00.000Z',
  '2026-10-14T00:10:00.000Z',
  '2026-10-13T23:50:00.000Z',
]

test('the days are those of the reader’s clock', () => {
  expect(bands(times, 'UTC')).toEqual([
    ['Wednesday 14 October', 3],
    ['Tuesday 13 October', 1],
  ])
  expect(bands(times, 'Europe/Berlin')).toEqual([
    ['Thursday 15 October', 1],
    ['Wednesday 14 October', 3],
  ])
  expect(bands(times, 'America/New_York')).toEqual([
    ['Wednesday 14 October', 2],
    ['Tuesday 13 October', 2],
  ])
})

test('another year is named, and the same date in two years is two days', () => {
  expect(bands(['2026-03-01T12:00:00Z', '2025-03-01T12:00:00Z'], 'UTC')).toEqual([
    ['Sunday 1 March', 1],
    ['Saturday 1 March 2025', 1],
  ])
})

test('nothing makes no band, and every entry keeps its place', () => {
  expect(byDay([], 2026)).toEqual([])
  expect(byDay(times.map(at), 2026, 'UTC').flatMap((day) => day.items)).toEqual(times.map(at))
})
