import { describe, expect, it } from 'vitest'
import { cycleMs, goodForMs, nextAfter, nextAfterFailure, troubledEveryMs } from './schedule'

const minute = 60_000
const zone = 'a'.repeat(32)
const now = 1_000_000

describe('when zones are read again', () => {
  it('spends no more than the share, however many there are', () => {
    for (const zones of [3, 214, 300, 5_000, 50_000]) {
      for (const failing of [0, 20, zones]) {
        const perFiveMinutes =
          ((zones - failing) * 5 * minute) / cycleMs(zones, 600) +
          (failing * 5 * minute) / troubledEveryMs(failing, 600)
        expect(perFiveMinutes).toBeLessThanOrEqual(600)
      }
    }
  })

  it('reads few zones once a minute, and 5,000 in about an hour', () => {
    expect(cycleMs(3, 600)).toBe(minute)
    expect(cycleMs(5_000, 600) / minute).toBeGreaterThan(30)
    expect(cycleMs(5_000, 600) / minute).toBeLessThan(70)
    expect(cycleMs(5_000, Number.POSITIVE_INFINITY)).toBe(minute)
    expect(cycleMs(5_000, 0)).toBe(Number.POSITIVE_INFINITY)
  })

  it('looks at trouble and at what has just changed sooner', () => {
    const cycle = 30 * minute
    const pause = (of: { isTroubled: boolean; changedMs: number | null }) =>
      nextAfter(zone, of, cycle, 30_000, now) - now
    expect(pause({ isTroubled: false, changedMs: null })).toBeGreaterThan(25 * minute)
    expect(pause({ isTroubled: true, changedMs: null })).toBeLessThan(minute)
    expect(pause({ isTroubled: false, changedMs: now - minute })).toBeLessThan(minute)
    expect(pause({ isTroubled: false, changedMs: now - 20 * minute })).toBeGreaterThan(25 * minute)
  })

  it('waits ever longer for one that can’t be read, and at most ten minutes', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 50].map(
      (failures) => nextAfterFailure(zone, failures, now) - now,
    )
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other))
    expect(pauses.at(-1)).toBeLessThanOrEqual(11 * minute)
  })

  it('takes a reading for good through one that fails', () => {
    for (const cycle of [minute, 30 * minute]) expect(goodForMs(cycle)).toBeGreaterThan(2 * cycle)
    expect(goodForMs(Number.POSITIVE_INFINITY)).toBeGreaterThan(0)
  })
})
