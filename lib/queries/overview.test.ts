import { expect, test } from 'vitest'
import { followMs } from './overview'

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
