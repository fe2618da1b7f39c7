import { expect, test } from 'vitest'
import type { OverviewStatus } from '@/lib/schemas/overview'
import { fleetWords } from './fleet-status'

const status: OverviewStatus = {
  asOf: null,
  zones: 214,
  zonesRead: 214,
  zonesNotKnown: 0,
  notDelivering: 0,
  state: 'running',
  cycleSeconds: 130,
  budget: null,
}

test.each([
  [{}, '214 zones, full cycle 2 min'],
  [
    { zonesNotKnown: 2, state: 'behind' },
    '214 zones, 2 unknown, readings are behind, full cycle 2 min',
  ],
  [{ zonesRead: 84, state: 'starting' }, '84 of 214 zones read'],
  [{ zones: 1, zonesRead: 1, cycleSeconds: null }, '1 zone'],
  [{ state: 'off' }, '214 zones, not watched'],
  [{ zones: 0, zonesRead: 0 }, ''],
] satisfies [Partial<OverviewStatus>, string][])('%o: %s', (over, words) =>
  expect(fleetWords({ ...status, ...over })).toBe(words),
)
