import { expect, it } from 'vitest'
import type { OverviewCell } from '@/lib/schemas/overview'
import { longWords, shortWords } from './cell-words'

const now = Date.parse('2026-03-02T12:00:00Z')
const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const cell = (over: Partial<OverviewCell>): OverviewCell => ({
  state: 'delivering',
  since: at(600),
  jobs: [{ id: '1', name: 'a', state: 'delivering', lastComplete: at(3) }],
  ...over,
})

it.each<[Partial<OverviewCell>, string, string]>([
  [{}, '3 min', 'HTTP requests: delivering, last file 3 min ago'],
  [{ state: 'failing', since: at(400) }, 'failing 6 h 40 min', 'HTTP requests: failing 6 h 40 min'],
  [{ state: 'late', since: at(38) }, 'late 38 min', 'HTTP requests: late 38 min'],
  [{ state: 'disabled_by_service', since: at(60) }, 'disabled 1 h', 'HTTP requests: disabled 1 h'],
  [{ state: 'not_known' }, 'not known', 'HTTP requests: not known'],
  [
    { state: 'not_needed', since: null, jobs: [], reason: 'no Range application' },
    'not needed',
    'HTTP requests: not needed: no Range application',
  ],
  [
    { state: 'not_needed', since: null, jobs: [], reason: 'The plan has no Logpush', by: '' },
    'not in plan',
    'HTTP requests: not in plan: The plan has no Logpush',
  ],
])('a cell in words', (over, short, long) => {
  expect(shortWords(cell(over), now)).toBe(short)
  expect(longWords('HTTP requests', cell(over), now)).toBe(long)
})
