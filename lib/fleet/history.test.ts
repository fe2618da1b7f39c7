import { describe, expect, it } from 'vitest'
import type { Span } from './advance'
import { deliveringShare, stretchesOf } from './history'

const hour = 3_600_000
const span = (fromMs: number, state: Span['state'], cause: string | null = null): Span => ({
  fromMs,
  state,
  cause,
})

describe('the history of a job', () => {
  it('is cut to what was asked for, and goes on until now', () => {
    expect(
      stretchesOf([span(0, 'delivering'), span(10, 'failing', 'x'), span(20, 'delivering')], 5, 30),
    ).toEqual([
      { state: 'delivering', fromMs: 5, toMs: 10, cause: null },
      { state: 'failing', fromMs: 10, toMs: 20, cause: 'x' },
      { state: 'delivering', fromMs: 20, toMs: null, cause: null },
    ])
  })

  it('shows 50,000 changes as few stretches that say so, without losing any time', () => {
    const spans = Array.from({ length: 50_000 }, (_, at) =>
      span(at * 50_000, at % 2 ? 'failing' : 'delivering'),
    )
    const now = 50_000 * 50_000
    const stretches = stretchesOf(spans, 0, now)
    expect(stretches.length).toBeLessThan(1_000)
    expect(stretches.every(({ state }) => state === 'failing' || state === 'delivering')).toBe(true)
    expect(stretches.filter(({ cause }) => cause?.startsWith('flapping')).length).toBeGreaterThan(0)
    const sum = stretches.reduce((all, { fromMs, toMs }) => all + (toMs ?? now) - fromMs, 0)
    expect(sum).toBe(now)
  })

  it('counts the time in which a delivery was expected alone', () => {
    const at = (stretches: Span[], now: number) =>
      deliveringShare(stretchesOf(stretches, 0, now), now)
    expect(at([span(0, 'delivering'), span(3 * hour, 'failing')], 4 * hour)).toBe(0.75)
    expect(
      at([span(0, 'delivering'), span(hour, 'paused'), span(9 * hour, 'failing')], 10 * hour),
    ).toBe(0.5)
    expect(at([span(0, 'paused')], hour)).toBeNull()
  })
})
