import { describe, expect, it } from 'vitest'
import { goodForMs, nextAfter, nextAfterFailure, paceOf } from './schedule'

const minute = 60_000
const zone = 'a'.repeat(32)
const now = 1_000_000

describe('when zones are read again', () => {
  it('spends no more than the share, however many there are: retention, lists and trouble included', () => {
    for (const zones of [3, 214, 300, 5_000, 50_000]) {
      for (const troubled of [0, 3, 20, 100, zones]) {
        const pace = paceOf({ zones, troubled: Math.min(troubled, zones) }, 600)
        const inFiveMinutes = (times: number, everyMs: number) => (times * 5 * minute) / everyMs
        const calm = Math.max(0, zones - troubled)
        const ofCalm = inFiveMinutes(calm, pace.cycleMs)
        const spent =
          ofCalm +
          inFiveMinutes(calm, pace.retentionMs) +
          inFiveMinutes(Math.min(troubled, zones), pace.troubledMs) +
          inFiveMinutes(Math.ceil(zones / 50), pace.listsMs)
        expect(spent).toBeLessThanOrEqual(600)
        expect(ofCalm).toBeLessThanOrEqual(pace.calmLimit)
      }
    }
  })

  it('reads few zones once a minute, and 5,000 in little more than an hour', () => {
    const cycleMs = (zones: number, limit: number) => paceOf({ zones, troubled: 0 }, limit).cycleMs
    expect(cycleMs(3, 600)).toBe(minute)
    expect(cycleMs(5_000, 600) / minute).toBeGreaterThan(30)
    expect(cycleMs(5_000, 600) / minute).toBeLessThan(90)
    expect(cycleMs(5_000, Number.POSITIVE_INFINITY)).toBe(minute)
    expect(cycleMs(5_000, 0)).toBe(Number.POSITIVE_INFINITY)
  })

  it('sees what becomes of a hundred failing zones within two minutes, and of more as soon as it can', () => {
    const troubledMs = (troubled: number) => paceOf({ zones: 5_000, troubled }, 600).troubledMs
    expect(troubledMs(10)).toBe(30_000)
    for (const troubled of [20, 50, 100])
      expect(troubledMs(troubled) * 1.05).toBeLessThan(2 * minute)
    expect(troubledMs(1_000)).toBeGreaterThan(2 * minute)
    expect(paceOf({ zones: 5_000, troubled: 5_000 }, 600).cycleMs).toBeLessThan(
      Number.POSITIVE_INFINITY,
    )
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
