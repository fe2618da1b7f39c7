import { describe, expect, it } from 'vitest'
import type { JobState } from '@/lib/schemas/job'
import { jobSentence } from './sentence'
import { type DeliveryFacts, jobState, stateSince, timeOf } from './state'

const now = Date.UTC(2026, 9, 14, 9, 42)
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16)

const facts = (changes: Partial<DeliveryFacts>): DeliveryFacts => ({
  enabled: true,
  frequency: 'high',
  lastComplete: null,
  lastError: null,
  errorMessage: null,
  ...changes,
})

const table: [string, Partial<DeliveryFacts>, JobState, number | null, string][] = [
  [
    'off',
    { enabled: false, lastComplete: minutesAgo(1), errorMessage: 'x' },
    'off',
    null,
    'Disabled; reason unknown.',
  ],
  [
    'never ran',
    {},
    'never_ran',
    null,
    'Never ran; waiting for the first file. It usually arrives within 10 minutes.',
  ],
  [
    'Go’s zero time',
    { lastComplete: '0001-01-01T00:00:00Z' },
    'never_ran',
    null,
    'Never ran; waiting for the first file. It usually arrives within 10 minutes.',
  ],
  [
    'delivering',
    { lastComplete: minutesAgo(2 / 3) },
    'delivering',
    40,
    'Delivering. Last file 40 seconds ago.',
  ],
  [
    'one second',
    { lastComplete: minutesAgo(1 / 60) },
    'delivering',
    1,
    'Delivering. Last file 1 second ago.',
  ],
  [
    'a clock that differs',
    { lastComplete: minutesAgo(-5) },
    'delivering',
    -300,
    'Delivering. Last file 0 seconds ago.',
  ],
  [
    'at the limit',
    { lastComplete: minutesAgo(15) },
    'delivering',
    900,
    'Delivering. Last file 15 min ago.',
  ],
  [
    'late',
    { lastComplete: minutesAgo(38) },
    'late',
    2280,
    '38 min behind (limit 15 min). Nothing is lost yet.',
  ],
  [
    'late of unknown frequency',
    { lastComplete: minutesAgo(16), frequency: null },
    'late',
    960,
    '16 min behind (limit 15 min). Nothing is lost yet.',
  ],
  [
    'low, in time',
    { lastComplete: minutesAgo(59), frequency: 'low' },
    'delivering',
    3540,
    'Delivering. Last file 59 min ago.',
  ],
  [
    'low, late',
    { lastComplete: minutesAgo(61), frequency: 'low' },
    'late',
    3660,
    '1 h 1 min behind (limit 60 min). Nothing is lost yet.',
  ],
  [
    'failing by its message',
    { lastComplete: minutesAgo(400), errorMessage: 'DNSError' },
    'failing',
    24000,
    'Failing since 03:02. 6 h 40 min of HTTP requests not delivered.',
  ],
  [
    'failing by a newer error',
    { lastComplete: minutesAgo(5), lastError: minutesAgo(4) },
    'failing',
    300,
    'Failing since 09:37. 5 min of HTTP requests not delivered.',
  ],
  [
    'an older error',
    { lastComplete: minutesAgo(4), lastError: minutesAgo(5) },
    'delivering',
    240,
    'Delivering. Last file 4 min ago.',
  ],
  [
    'failing from the start',
    { lastError: minutesAgo(4) },
    'failing',
    240,
    'Failing; last attempt 09:38. No HTTP requests have been delivered yet.',
  ],
  [
    'failing, nothing else known',
    { errorMessage: 'x' },
    'failing',
    null,
    'Failing. No HTTP requests have been delivered yet.',
  ],
  [
    'an empty message',
    { lastComplete: minutesAgo(1), errorMessage: ' ' },
    'delivering',
    60,
    'Delivering. Last file 1 min ago.',
  ],
  [
    'times that are none',
    { lastComplete: 'yesterday', lastError: '' },
    'never_ran',
    null,
    'Never ran; waiting for the first file. It usually arrives within 10 minutes.',
  ],
]

describe('a job’s state', () => {
  it.each(table)('%s', (_name, changes, state, secondsSince, sentence) => {
    const given = facts(changes)
    const context = { nowMs: now, dataset: 'http_requests', clock }
    const since = stateSince(state, given)
    expect(jobState(given, now)).toBe(state)
    expect(since === null ? null : Math.round((now - since) / 1000)).toBe(secondsSince)
    const { key, rest } = jobSentence(given, context)
    expect(`${key} ${rest}`.trim()).toBe(sentence)
  })

  it('says how long ago a job was made', () => {
    const context = { nowMs: now, dataset: null, clock, madeMs: now - 200_000 }
    expect(jobSentence(facts({}), context).key).toBe(
      'Created 3 min 20 s ago; waiting for the first file.',
    )
  })
})

it.each([
  ['2026-10-14T07:42:06Z', Date.UTC(2026, 9, 14, 7, 42, 6)],
  ['2026-10-14T07:42:06.123456Z', Date.UTC(2026, 9, 14, 7, 42, 6, 123)],
  ['0001-01-01T00:00:00Z', null],
  ['', null],
  [null, null],
])('%j as a time', (text, ms) => {
  expect(timeOf(text)).toBe(ms)
})
