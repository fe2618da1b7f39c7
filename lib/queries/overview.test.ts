import { expect, test } from 'vitest'
import type { OverviewZone } from '@/lib/schemas/overview'
import { followMs, isReadAgain, type ReadPage, withRead } from './overview'

const picture = (zones: number, zonesRead: number, collector: object = {}) =>
  ({
    totals: { zones, zonesRead },
    collector: { state: 'running', listing: 'done', ...collector },
  }) as Parameters<typeof followMs>[0] // What of it is looked at.

test.each([
  ['nothing came yet', undefined, 15_000],
  ['nobody knows which zones there are', picture(0, 0, { listing: 'pending' }), 2_000],
  ['none was read', picture(221, 0), 2_000],
  ['some were read', picture(221, 40), 5_000],
  ['all were read but a few that don’t answer', picture(221, 215), 15_000],
  ['all were read', picture(221, 221), 15_000],
  ['there are none', picture(0, 0), 15_000],
  ['nothing is followed', picture(0, 0, { state: 'off', listing: 'pending' }), 15_000],
])('how soon an overview is asked for again: %s', (_, data, ms) => {
  expect(followMs(data)).toBe(ms)
})

const zone = (zoneId: string) => ({ zoneId }) as OverviewZone // What of it is looked at.
const page = (rows: number, readAtMs = 0): ReadPage => ({
  items: Array.from({ length: rows }, (_, at) => zone(`${at}`)),
  total: 5_000,
  nextCursor: null,
  readAtMs,
})
const list = (...pages: ReadPage[]) => ({ pages, pageParams: pages.map(() => '') })
const next = { fetchMore: { direction: 'forward' } } as const

test.each([
  ['nothing was read', undefined, false],
  ['it is short', { data: list(page(100)), fetchMeta: null }, false],
  ['it is long', { data: list(page(100), page(100)), fetchMeta: null }, true],
  ['a page of it is', { data: list(page(500)), fetchMeta: null }, true],
  ['its next page is read', { data: list(page(100), page(100)), fetchMeta: next }, false],
])('whether a list’s zones are to wait when it is read: %s', (_, known, waits) => {
  expect(isReadAgain(known)).toBe(waits)
})

test('what was read by itself is kept for as long as it is newer than the list', () => {
  const now = Date.now()
  const known = {
    old: { zone: zone('old'), readAtMs: now - 3_600_000 },
    new: { zone: zone('new'), readAtMs: now - 60_000 },
  }
  expect(Object.keys(withRead(known, [page(1, now)])).sort()).toEqual(['0', 'new'])
})
