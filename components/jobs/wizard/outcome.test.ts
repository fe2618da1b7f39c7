import { expect, test } from 'vitest'
import { ApiError } from '@/lib/queries/fetcher'
import { isOutcomeUnknown } from '@/lib/queries/outcome'
import { retryAtMs } from './outcome'

const refused = (code: string, status: number, retryAfter?: number) =>
  new ApiError({
    type: 'about:blank',
    title: '',
    status,
    detail: '',
    code,
    requestId: '',
    ...(retryAfter !== undefined && { retryAfter }),
  })

test.each([
  [refused('outcome_unknown', 504), true],
  [refused('dashboard_unreachable', 0), true],
  [refused('dashboard_timeout', 0), true],
  [refused('internal', 500), true],
  // Nothing that went out fails like this, so there is nothing to ask the server about.
  [new TypeError('x'), false],
  [refused('ibm_unavailable', 503), false],
  [refused('rate_limited', 429), false],
  [refused('role_missing', 403), false],
  [refused('validation_failed', 422), false],
])('%s leaves it open: %s', (error, isUnknown) => expect(isOutcomeUnknown(error)).toBe(isUnknown))

test('only a limit on requests makes one wait', () => {
  expect(retryAtMs(refused('rate_limited', 429, 40), 1000)).toBe(41_000)
  expect(retryAtMs(refused('rate_limited', 429), 1000)).toBeNull()
  expect(retryAtMs(refused('ibm_unavailable', 503, 40), 1000)).toBeNull()
})
