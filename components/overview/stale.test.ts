import { expect, test } from 'vitest'
import type { OverviewZone } from '@/lib/schemas/overview'
import { asUnknown, isStale, isUnread, rowsOf, staleOf } from './stale'

const now = Date.parse('2026-03-02T12:00:00Z')
const job = { id: '1', name: 'a', state: 'delivering', lastComplete: null } as const
const zone: OverviewZone = {
  instanceId: 'i',
  zoneId: 'z',
  zoneName: 'shop.example',
  asOf: '2026-03-02T09:10:00.000Z',
  isKnown: true,
  lostSeconds: 0,
  cells: {
    http_requests: { state: 'delivering', since: null, jobs: [job] },
    dns_logs: { state: 'none', since: null, jobs: [] },
    range_events: { state: 'not_needed', since: null, jobs: [], reason: 'none here', by: 'Ines' },
  },
}

test.each([
  [{ isError: false, dataUpdatedAt: now - 3_600_000 }, false],
  [{ isError: true, dataUpdatedAt: now - 30_000 }, false],
  [{ isError: true, dataUpdatedAt: now - 100_000 }, true],
])('%o is stale: %s', (query, stale) => expect(isStale(query, now)).toBe(stale))

const page = (readAtMs: number, ...items: OverviewZone[]) => ({
  items,
  total: items.length,
  nextCursor: null,
  readAtMs,
})
const long = now - 100_000
const other: OverviewZone = { ...zone, zoneId: 'y' }
const statesOf = (rows: readonly OverviewZone[]) =>
  rows.map(({ cells }) => cells.http_requests?.state)

test('of a page that was not read of late no state is told, but of its zones that were', () => {
  const pages = [page(now, zone), page(long, other, { ...zone, zoneId: 'x' })]
  expect(statesOf(rowsOf(pages, {}, now))).toEqual(['delivering', 'not_known', 'not_known'])
  const failing: OverviewZone = {
    ...other,
    cells: { http_requests: { state: 'failing', since: null, jobs: [job] } },
  }
  const fresh = {
    y: { zone: failing, readAtMs: now - 10_000 },
    z: { zone: { ...zone, cells: {} }, readAtMs: now - 10_000 },
  }
  expect(statesOf(rowsOf(pages, fresh, now))).toEqual(['delivering', 'failing', 'not_known'])
  expect(staleOf(pages, fresh, now)).not.toBe(staleOf(pages, {}, now))
})

test('a zone that is as it was stays the same, known or not', () => {
  const pages = [page(long, zone)]
  const [unknown] = rowsOf(pages, {}, now)
  expect(rowsOf(pages, {}, now)[0]).toBe(unknown)
  const read = { zone: structuredClone(zone), readAtMs: now }
  expect(rowsOf(pages, { z: read }, now)[0]).toBe(zone)
  const changed = { zone: { ...zone, lostSeconds: 5 }, readAtMs: now }
  const [row] = rowsOf(pages, { z: changed }, now)
  expect(row?.lostSeconds).toBe(5)
  expect(rowsOf(pages, { z: changed }, now)[0]).toBe(row)
})

test('zones in sight are unread if neither they nor their page were read since', () => {
  const pages = [page(long, zone), page(now, other)]
  expect(isUnread(['y'], pages, {}, now - 15_000)).toBe(false)
  expect(isUnread(['y', 'z'], pages, {}, now - 15_000)).toBe(true)
  const fresh = { z: { zone, readAtMs: now - 10_000 } }
  expect(isUnread(['y', 'z'], pages, fresh, now - 15_000)).toBe(false)
})

test('nothing of a stale zone is green, nor empty', () => {
  const { cells, isKnown, lostSeconds } = asUnknown(zone)
  expect([isKnown, lostSeconds]).toEqual([false, null])
  expect(Object.values(cells).map(({ state }) => state)).toEqual([
    'not_known',
    'not_known',
    'not_needed',
  ])
  expect(cells.http_requests?.jobs).toEqual([{ ...job, state: 'not_known' }])
})
