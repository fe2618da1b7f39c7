import { QueryCache, QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { dateByIbm, isPartial, readAtMsOf, undated } from './as-of'

const before = (ms: number) => new Date(Date.now() - ms).toISOString()

async function ageOf(data: object): Promise<number> {
  const client = new QueryClient({ queryCache: new QueryCache({ onSuccess: dateByIbm }) })
  const queryKey = ['x']
  await client.fetchQuery({ queryKey, queryFn: () => data })
  return Date.now() - (client.getQueryState(queryKey)?.dataUpdatedAt ?? 0)
}

test('a list is as old as IBM’s answer', async () => {
  const age = await ageOf({ items: [], asOf: before(40_000) })
  expect(age).toBeGreaterThanOrEqual(40_000)
  expect(age).toBeLessThan(60_000)
})

test.each([
  ['without a time', { items: [] }],
  ['of the future', { items: [], asOf: before(-60_000) }],
  ['of no time', { items: [], asOf: 'x' }],
])('what is %s is as old as our answer', async (_, data) => {
  const age = await ageOf(data)
  expect(age).toBeGreaterThanOrEqual(0)
  expect(age).toBeLessThan(20_000)
})

test('a list is read again once IBM’s answer is too old, not ours', async () => {
  const client = new QueryClient({ queryCache: new QueryCache({ onSuccess: dateByIbm }) })
  let reads = 0
  const queryFn = () => ({ items: [++reads], asOf: before(61_000) })
  const query = { queryKey: ['x'], queryFn, staleTime: 60_000 }
  await client.fetchQuery(query)
  await client.fetchQuery(query)
  expect(reads).toBe(2)
})

test('what says nothing of IBM has no age', () => {
  const client = new QueryClient()
  const state = { ...client.getQueryCache().build(client, { queryKey: ['x'] }).state }
  state.dataUpdatedAt = 5
  expect(readAtMsOf({ meta: undefined, state })).toBe(5)
  expect(readAtMsOf({ meta: undated, state })).toBeNull()
})

test('a list that was cut says so', () => {
  expect(isPartial({ items: [], asOf: '', partial: true })).toBe(true)
  expect(isPartial({ items: [], asOf: '' })).toBe(false)
})
