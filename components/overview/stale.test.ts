import { expect, test } from 'vitest'
import type { OverviewZone } from '@/lib/schemas/overview'
import { asUnknown, isStale } from './stale'

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
