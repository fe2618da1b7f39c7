import { expect, test } from 'vitest'
import { isCurrent } from './top-bar'

const zones = { label: 'Zones', href: '/', under: ['/instances'] }
const activity = { label: 'Activity', href: '/activity' }

test.each([
  [zones, '/', true],
  [zones, '/instances/i1/zones/z1', true],
  [zones, '/activity', false],
  [activity, '/activity', true],
  [activity, '/activity/a1', true],
  [activity, '/activities', false],
])('%o on %s: %s', (entry, path, current) => expect(isCurrent(entry, path)).toBe(current))
