import { expect, test } from 'vitest'
import { ApiError } from '@/lib/queries/fetcher'
import { shouldRetry } from './query-client'

const refused = (status: number) =>
  new ApiError({ type: 'about:blank', title: '', status, detail: '', code: '', requestId: '' })

test.each([
  [0, true],
  [500, true],
  [503, true],
  [400, false],
  [401, false],
  [404, false],
  [429, false],
])('status %d is tried again: %s', (status, again) => {
  expect(shouldRetry(0, refused(status))).toBe(again)
  expect(shouldRetry(1, refused(status))).toBe(false)
})

test('a fault of ours is not tried again', () => {
  expect(shouldRetry(0, new TypeError('x'))).toBe(false)
})
