import { expect } from 'vitest'
import {
  advanceZone,
  type EventKind,
  type Gap,
  type KnownJob,
  type ReadingContext,
  type SeenJob,
  type Span,
} from './advance'

// What tests of the fleet's history share. Times are epoch ms.

export const minute = 60_000
export const t0 = Date.parse('2026-03-02T12:00:00Z')

export const seen: SeenJob = {
  id: '1',
  name: 'shop-http',
  dataset: 'http_requests',
  kind: 'cos',
  place: 'logs/http',
  revision: 'a',
  enabled: true,
  limitMs: 15 * minute,
  completeMs: t0 - minute,
  errorMs: null,
  hasError: false,
  errorText: null,
}
export const context = (readMs: number, over: Partial<ReadingContext> = {}): ReadingContext => ({
  readMs,
  goodForMs: 3 * minute,
  isZoneQuiet: false,
  pausedHere: () => null,
  isFirst: false,
  ...over,
})
export const broken = (at: number, errorText: string | null = 'AccessDenied') => ({
  hasError: true,
  errorMs: at,
  errorText,
})

/** One job through several readings; what came of it all together. */
export function follow(readings: [number, Partial<SeenJob>][], over: Partial<ReadingContext> = {}) {
  let known: KnownJob[] = []
  const spans: Span[] = []
  const gaps: Gap[] = []
  const events: EventKind[] = []
  readings.forEach(([at, change], index) => {
    const advances = advanceZone(
      known,
      [{ ...seen, ...change }],
      context(at, { isFirst: index === 0, ...over }),
    )
    for (const advance of advances) {
      // As they are kept: one that came to nothing gives way to the next.
      if (advance.isInstead) expect(spans.pop()?.fromMs).toBe(advance.spans[0]?.fromMs)
      spans.push(...advance.spans)
      if (advance.gap) gaps.push(advance.gap)
      events.push(...advance.events.map(({ kind }) => kind))
    }
    known = advances.map(({ job }) => job).filter(({ goneMs }) => goneMs === null)
  })
  return { spans, gaps, events, job: known[0], states: spans.map(({ state }) => state) }
}

/** Numbers from 0 to 1 that are the same in every run. */
export function randoms(seed: number): () => number {
  let at = seed
  return () => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648
    return at / 2_147_483_648
  }
}
