import { expect, test } from 'vitest'
import { requestFates } from './request-fates'

const change = (action: 'change.request' | 'change.decline' | 'change.approve', id: string) => ({
  action,
  after: { request: { id, action: 'job.pause' } },
})
const access = (action: 'access.request' | 'access.grant', id: string) => ({
  action,
  after: { id },
})

const entries = [
  change('change.decline', 'b'),
  access('access.grant', 'c'),
  change('change.request', 'a'),
  change('change.request', 'b'),
  access('access.request', 'c'),
  access('access.request', 'd'),
  { action: 'job.pause', after: { id: 'e', request: { id: 'f' } } } as const,
  { action: 'change.approve', after: 'odd' } as const,
]

test('what became of requests, by the entries after them', () => {
  expect(Object.fromEntries(requestFates(entries, true))).toEqual({
    a: 'waiting',
    b: 'declined',
    c: 'granted',
  })
})

test('nothing is said to wait where its decision may be left out', () => {
  expect(Object.fromEntries(requestFates(entries, false))).toEqual({ b: 'declined', c: 'granted' })
})
