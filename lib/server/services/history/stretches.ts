import 'server-only'
import type { Span } from '@/lib/fleet/advance'
import type { JobNow } from '@/lib/fleet/cells'
import {
  type StateTime,
  type Stretch,
  stretchesOf,
  stretchesOfSums,
  timesOf,
  timesOfSums,
} from '@/lib/fleet/history'
import type { KeptSpans } from '@/lib/server/db/fleet-spans'

/** What a job was over some time, as little as a screen can show of it, and how long it was that. */
export type Told = { stretches: Stretch[]; times: StateTime[] }

/** @param now as it stands: time alone may have made something else of it since it was read */
export function tell(
  { before, after }: KeptSpans,
  now: JobNow | undefined,
  { fromMs, nowMs, stepMs }: { fromMs: number; nowMs: number; stepMs: number },
): Told {
  if (after.kind === 'each') {
    const spans = [...(before ? [before] : []), ...after.spans]
    const stretches = stretchesOf(withNow(spans, now, nowMs), fromMs)
    return { stretches, times: timesOf(stretches, nowMs) }
  }
  const { sums } = after
  const stretches = stretchesOfSums(before, sums, stepMs, fromMs)
  const last = stretches.at(-1)
  const current = last && withNow([last], now, nowMs).at(1)
  return {
    stretches: current
      ? [...stretches.slice(0, -1), { ...last, toMs: current.fromMs }, { ...current, toMs: null }]
      : stretches,
    times: [
      ...timesOfSums(before, sums, fromMs, current?.fromMs ?? nowMs),
      ...(current ? timesOf([{ ...current, toMs: null }], nowMs) : []),
    ],
  }
}

function withNow(spans: Span[], now: JobNow | undefined, nowMs: number): Span[] {
  const last = spans.at(-1)
  if (!now || !last || now.standing.state === last.state) return spans
  const fromMs = Math.max(last.fromMs, now.standing.sinceMs ?? nowMs)
  return [...spans, { state: now.standing.state, fromMs, cause: null }]
}

export const time = (ms: number) => new Date(ms).toISOString()

export const toStates = (stretches: readonly Stretch[]) =>
  stretches.map(({ state, fromMs, toMs, cause }) => ({
    state,
    from: time(fromMs),
    to: toMs === null ? null : time(toMs),
    cause,
  }))
