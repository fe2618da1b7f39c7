import { expect, it } from 'vitest'
import { freshStanding } from '@/lib/fleet/standing'
import type { JobState } from '@/lib/schemas/job'
import { type DeliveryFacts, deliveryOf, timeOf } from './state'

const now = Date.UTC(2026, 9, 14, 9, 42)
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

const facts = (changes: Partial<DeliveryFacts>): DeliveryFacts => ({
  enabled: true,
  frequency: 'high',
  lastComplete: null,
  lastError: null,
  errorMessage: null,
  ...changes,
})

const table: [string, Partial<DeliveryFacts>, JobState, number | null][] = [
  ['off', { enabled: false, lastComplete: minutesAgo(1), errorMessage: 'x' }, 'off', null],
  ['never ran', {}, 'never_ran', null],
  ['Go’s zero time', { lastComplete: '0001-01-01T00:00:00Z' }, 'never_ran', null],
  ['delivering', { lastComplete: minutesAgo(2 / 3) }, 'delivering', 40],
  ['one second', { lastComplete: minutesAgo(1 / 60) }, 'delivering', 1],
  ['a clock that differs', { lastComplete: minutesAgo(-5) }, 'delivering', -300],
  ['at the limit', { lastComplete: minutesAgo(15) }, 'delivering', 900],
  ['late', { lastComplete: minutesAgo(38) }, 'late', 1380],
  ['late of unknown frequency', { lastComplete: minutesAgo(16), frequency: null }, 'late', 60],
  ['low, in time', { lastComplete: minutesAgo(59), frequency: 'low' }, 'delivering', 3540],
  ['low, late', { lastComplete: minutesAgo(61), frequency: 'low' }, 'late', 60],
  [
    'failing by its message',
    { lastComplete: minutesAgo(400), errorMessage: 'DNSError' },
    'failing',
    24000,
  ],
  [
    'failing by a newer error',
    { lastComplete: minutesAgo(5), lastError: minutesAgo(4) },
    'failing',
    300,
  ],
  ['an older error', { lastComplete: minutesAgo(4), lastError: minutesAgo(5) }, 'delivering', 240],
  ['failing from the start', { lastError: minutesAgo(4) }, 'failing', 240],
  ['failing, nothing else known', { errorMessage: 'x' }, 'failing', null],
  ['an empty message', { lastComplete: minutesAgo(1), errorMessage: ' ' }, 'delivering', 60],
  ['times that are none', { lastComplete: 'yesterday', lastError: '' }, 'never_ran', null],
]

it.each(table)(
  'a job’s state by what IBM says alone: %s',
  (_name, changes, state, secondsSince) => {
    const standing = freshStanding(deliveryOf(facts(changes)), now)
    expect(standing.state).toBe(state)
    const { sinceMs } = standing
    expect(sinceMs === null ? null : Math.round((now - sinceMs) / 1000)).toBe(secondsSince)
  },
)

it.each([
  ['2026-10-14T07:42:06Z', Date.UTC(2026, 9, 14, 7, 42, 6)],
  ['2026-10-14T07:42:06.123456Z', Date.UTC(2026, 9, 14, 7, 42, 6, 123)],
  ['0001-01-01T00:00:00Z', null],
  ['', null],
  [null, null],
])('%j as a time', (text, ms) => {
  expect(timeOf(text)).toBe(ms)
})
