import { describe, expect, it } from 'vitest'
import { backoffMs, retryAfterMs, wholeSeconds } from './retry'

const now = Date.UTC(2026, 9, 14, 9, 30, 0)

describe('retryAfterMs', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 120 ', 120_000],
    ['1.5', 1_500],
    ['Wed, 14 Oct 2026 09:30:40 GMT', 40_000],
    ['Wed, 14 Oct 2026 09:29:00 GMT', 0],
  ])('reads %j', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms)
  })

  it.each([undefined, '', '-5', 'soon', '1e3', '99999999999999', 'NaN'])('ignores %j', (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined()
  })

  it('takes the first of several headers', () => {
    expect(retryAfterMs(['3', '9'], now)).toBe(3_000)
  })
})

describe('backoffMs', () => {
  it('doubles, and stays within the upper half of each step', () => {
    for (const retry of [0, 1, 2]) {
      const full = 250 * 2 ** retry
      expect(backoffMs(retry, false, 0)).toBe(full / 2)
      expect(backoffMs(retry, false, 1)).toBe(full)
      expect(backoffMs(retry, true, 1)).toBe(full * 2)
    }
  })
})

describe('wholeSeconds', () => {
  it('rounds up, and is never 0: a client would come back at once', () => {
    expect([0, 1, 1_000, 1_001].map(wholeSeconds)).toEqual([1, 1, 1, 2])
  })
})
