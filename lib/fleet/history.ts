import type { JobState } from '@/lib/schemas/job'
import type { Span } from './advance'
import { compareStates, isLosing } from './standing'

// What a job's kept stretches tell of some days. Pure; times are epoch ms.

export type Stretch = { state: JobState; fromMs: number; toMs: number | null; cause: string | null }

/** More stretches than these nobody can tell apart on a screen: short ones become one, as bad as the worst of them. */
const mostStretches = 400

/** Each until the next begins, cut to what was asked for; the last one goes on. */
export function stretchesOf(spans: readonly Span[], fromMs: number, nowMs: number): Stretch[] {
  const stretches = spans
    .map((span, at) => ({
      state: span.state,
      cause: span.cause,
      fromMs: Math.max(fromMs, span.fromMs),
      toMs: spans[at + 1]?.fromMs ?? null,
    }))
    .filter(({ fromMs: start, toMs }) => toMs === null || toMs > start)
  return stretches.length <= mostStretches
    ? joined(stretches)
    : joined(summarised(stretches, (nowMs - fromMs) / mostStretches))
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = []
  for (const one of stretches) {
    const last = out.at(-1)
    if (last && last.state === one.state && last.cause === one.cause) {
      out[out.length - 1] = { ...last, toMs: one.toMs }
    } else out.push(one)
  }
  return out
}

/** Those shorter than a step that follow each other become one: a job that flaps is one stretch of flapping. */
function summarised(stretches: readonly Stretch[], stepMs: number): Stretch[] {
  const out: Stretch[] = []
  let count = 0
  for (const one of stretches) {
    const last = out.at(-1)
    const isShort = one.toMs !== null && one.toMs - one.fromMs < stepMs
    const isOpen = last !== undefined && count > 0 && one.fromMs - last.fromMs < stepMs
    if (last && isOpen && isShort) {
      count++
      const worst = compareStates(one.state, last.state) < 0 ? one : last
      out[out.length - 1] = {
        state: worst.state,
        fromMs: last.fromMs,
        toMs: one.toMs,
        cause: `flapping: ${count + 1} changes`,
      }
    } else {
      out.push(one)
      count = isShort ? 1 : 0
    }
  }
  return out
}

/** In these nobody expects a delivery, or nobody looked. */
const notExpected: ReadonlySet<JobState> = new Set([
  'paused',
  'off',
  'gone',
  'not_known',
  'never_ran',
])

/** How much of the time in which it should have delivered it did; null: it never should have. */
export function deliveringShare(stretches: readonly Stretch[], nowMs: number): number | null {
  let expected = 0
  let delivered = 0
  for (const { state, fromMs, toMs } of stretches) {
    if (notExpected.has(state)) continue
    const ms = Math.max(0, (toMs ?? nowMs) - fromMs)
    expected += ms
    if (!isLosing(state)) delivered += ms
  }
  return expected === 0 ? null : delivered / expected
}
