import { describe, expect, it } from 'vitest'
import type { Span } from './advance'
import {
  deliveringShare,
  type SpanSum,
  stretchesOf,
  stretchesOfSums,
  timesOf,
  timesOfSums,
} from './history'

const hour = 3_600_000
const span = (fromMs: number, state: Span['state'], cause: string | null = null): Span => ({
  fromMs,
  state,
  cause,
})

describe('the history of a job', () => {
  it('is cut to what was asked for, and goes on until now', () => {
    expect(
      stretchesOf([span(0, 'delivering'), span(10, 'failing', 'x'), span(20, 'delivering')], 5),
    ).toEqual([
      { state: 'delivering', fromMs: 5, toMs: 10, cause: null },
      { state: 'failing', fromMs: 10, toMs: 20, cause: 'x' },
      { state: 'delivering', fromMs: 20, toMs: null, cause: null },
    ])
  })

  const sum = (slot: number, state: Span['state'], over: Partial<SpanSum> = {}): SpanSum => ({
    slot,
    state,
    cause: null,
    count: 1,
    firstMs: slot * hour,
    lastMs: slot * hour,
    ms: hour,
    ...over,
  })

  it('shows one change in a step of time as it was', () => {
    const sums = [sum(1, 'failing', { cause: 'x' }), sum(5, 'delivering')]
    expect(stretchesOfSums(span(-hour, 'delivering'), sums, hour, 0)).toEqual([
      { state: 'delivering', fromMs: 0, toMs: hour, cause: null },
      { state: 'failing', fromMs: hour, toMs: 5 * hour, cause: 'x' },
      { state: 'delivering', fromMs: 5 * hour, toMs: null, cause: null },
    ])
  })

  it('shows what flaps through several steps as one stretch, and ends it where it ends', () => {
    const flaps = (slot: number) => [
      sum(slot, 'failing', { count: 30, lastMs: (slot + 0.8) * hour, ms: 0.5 * hour }),
      sum(slot, 'delivering', {
        count: 30,
        firstMs: (slot + 0.1) * hour,
        lastMs: (slot + 0.9) * hour,
        ms: 0.5 * hour,
      }),
    ]
    const stretches = stretchesOfSums(null, [...flaps(0), ...flaps(1), ...flaps(2)], hour, 0)
    expect(stretches).toEqual([
      {
        state: 'failing',
        fromMs: 0,
        toMs: 2.9 * hour,
        cause: expect.stringMatching(/^flapping: 17\d changes$/),
      },
      { state: 'delivering', fromMs: 2.9 * hour, toMs: null, cause: null },
    ])
    const times = timesOfSums(null, [...flaps(0), ...flaps(1)], 0, 2 * hour)
    expect(deliveringShare(times)).toBeCloseTo(1.1 / 2.1)
  })

  it('counts the time in which a delivery was expected alone', () => {
    const at = (stretches: Span[], now: number) =>
      deliveringShare(timesOf(stretchesOf(stretches, 0), now))
    expect(at([span(0, 'delivering'), span(3 * hour, 'failing')], 4 * hour)).toBe(0.75)
    expect(
      at([span(0, 'delivering'), span(hour, 'paused'), span(9 * hour, 'failing')], 10 * hour),
    ).toBe(0.5)
    expect(at([span(0, 'paused')], hour)).toBeNull()
    expect(at([span(0, 'never_ran')], hour)).toBeNull()
    expect(at([span(0, 'quiet')], hour)).toBe(1)
  })

  it('takes for delivered neither what is late nor a first delivery that is overdue', () => {
    const at = (stretches: Span[], now: number) =>
      deliveringShare(timesOf(stretchesOf(stretches, 0), now))
    expect(at([span(0, 'late')], hour)).toBe(0)
    expect(at([span(0, 'delivering'), span(hour, 'late')], 4 * hour)).toBe(0.25)
    const overdue = [span(0, 'never_ran'), span(hour, 'never_ran', 'overdue')]
    expect(at(overdue, 4 * hour)).toBe(0)
    expect(at([...overdue, span(4 * hour, 'delivering')], 5 * hour)).toBe(0.25)
    const flaps = [sum(0, 'late', { count: 9 }), sum(1, 'delivering', { count: 9, ms: 3 * hour })]
    expect(deliveringShare(timesOfSums(null, flaps, 0, hour))).toBe(0.75)
  })
})
