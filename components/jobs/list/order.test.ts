import { expect, test } from 'vitest'
import type { JobState } from '@/lib/schemas/job'
import { keepPlaces, worstFirst } from './order'

const job = (id: string, state: JobState, lastComplete: string | null = null, name = id) => ({
  id,
  name,
  state,
  lastComplete,
})

const jobs = [
  job('1', 'off'),
  job('2', 'delivering', '2026-10-14T09:00:00Z', 'b'),
  job('3', 'delivering', '2026-10-14T09:01:00Z', 'a'),
  job('4', 'never_ran'),
  job('5', 'late', '2026-10-14T08:00:00Z'),
  job('6', 'failing', '2026-10-14T07:00:00Z'),
  job('7', 'failing', '2026-10-14T03:00:00Z'),
  job('8', 'failing', null),
]

test('the worst comes first, then the longest loss, then the name', () =>
  expect(worstFirst(jobs)).toEqual(['8', '7', '6', '5', '4', '3', '2', '1']))

test('jobs without a name keep a fixed order, by number', () => {
  const nameless = ['100', '20', '3'].map((id) => ({ ...job(id, 'off'), name: null }))
  expect(worstFirst(nameless)).toEqual(['3', '20', '100'])
})

test('a refresh moves nobody', () => {
  const before = worstFirst(jobs)
  const changed = jobs.map((one) => ({ ...one, state: 'failing' as const }))
  expect(keepPlaces(before, changed)).toEqual(before)
})

test('new jobs come last, gone ones leave', () => {
  const now = [job('9', 'off'), job('10', 'failing'), ...jobs.slice(0, 2)]
  expect(keepPlaces(['2', '5', '1'], now)).toEqual(['2', '1', '10', '9'])
})

test('who has no name comes after those who have one', () =>
  expect(worstFirst([{ ...job('1', 'off'), name: null }, job('2', 'off')])).toEqual(['2', '1']))
