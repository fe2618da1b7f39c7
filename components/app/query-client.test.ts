import { expect, test } from 'vitest'
import { ApiError } from '@/lib/queries/fetcher'
import { shouldRetry } from './query-client'

const refused = (code: string) =>
  new ApiError({ type: 'about:blank', title: '', status: 0, detail: '', code, requestId: '' })

test.each([
  ['dashboard_unreachable', true],
  ['dashboard_unusable', true],
  ['dashboard_timeout', false],
  ['ibm_timeout', false],
  ['ibm_unavailable', false],
  ['internal', false],
  ['signed_out', false],
  ['rate_limited', false],
])('%s is tried again: %s', (code, again) => {
  expect(shouldRetry(0, refused(code))).toBe(again)
  expect(shouldRetry(1, refused(code))).toBe(false)
})

test('a fault of ours is not tried again', () => {
  expect(shouldRetry(0, new TypeError('x'))).toBe(false)
})
