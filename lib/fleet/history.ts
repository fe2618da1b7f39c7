import type { JobState } from '@/lib/schemas/job'
import type { Span } from './advance'
import { compareStates, isOverdue } from './standing'

// What a job's kept stretches tell of some days. Pure; times are epoch ms.

export type Stretch = { state: JobState; fromMs: number; toMs: number | null; cause: string | null }

/** The stretches of one state that began in one step of time. */
export type SpanSum = {
  /** The number of the step. */
  slot: number
  state: JobState
  cause: string | null
  /** How many; of those that only went on with another cause, none. */
  count: number
  /** When the first and the last of them began. */
  firstMs: number
  lastMs: number
  /** How long they lasted together; the one that goes on is not counted. */
  ms: number
}

/** Each until the next begins, cut to what was asked for; the last one goes on. */
export function stretchesOf(spans: readonly Span[], fromMs: number): Stretch[] {
  return joined(
    ended(
      spans.map((span) => ({ ...span, changes: 1 })),
      fromMs,
    ),
  )
}

/**
 * The same of sums: the stretches of a step are one, as bad as the worst of them, up to the one with which the step ended.
 * What flaps through many steps is one stretch of flapping.
 *
 * @param before what was so before the first step
 */
export function stretchesOfSums(
  before: Span | null,
  sums: readonly SpanSum[],
  stepMs: number,
  fromMs: number,
): Stretch[] {
  const parts: Part[] = before ? [{ ...before, changes: 1 }] : []
  for (const ofSlot of Map.groupBy(sums, ({ slot }) => slot).values())
    parts.push(...partsOf(ofSlot))
  return joined(flapping(ended(parts, fromMs), stepMs))
}

/** A stretch that stands for some that followed each other. */
type Part = Span & { changes: number }
type EndedPart = Stretch & { changes: number }

function partsOf(sums: readonly SpanSum[]): Part[] {
  const last = sums.reduce((one, other) => (other.lastMs > one.lastMs ? other : one))
  const changes = sums.reduce((sum, { count }) => sum + count, 0) - 1
  if (sums.length === 1) {
    return [{ state: last.state, cause: last.cause, fromMs: last.firstMs, changes: 1 }]
  }
  const end = { state: last.state, cause: last.cause, fromMs: last.lastMs, changes: 1 }
  const worst = sums
    .filter((sum) => sum !== last || sum.count > 1)
    .reduce((one, other) => (compareStates(other.state, one.state) < 0 ? other : one))
  const fromMs = Math.min(...sums.map(({ firstMs }) => firstMs))
  return [{ state: worst.state, cause: worst.cause, fromMs, changes }, end]
}

function ended(parts: readonly Part[], fromMs: number): EndedPart[] {
  return parts
    .map((part, at) => ({
      ...part,
      fromMs: Math.max(fromMs, part.fromMs),
      toMs: parts[at + 1]?.fromMs ?? null,
    }))
    .filter(({ fromMs: start, toMs }) => toMs === null || toMs > start)
}

/** What flaps, rests for less than a step and flaps again has flapped all the time. */
function flapping(parts: readonly EndedPart[], stepMs: number): EndedPart[] {
  const out: EndedPart[] = []
  for (const part of parts) {
    const last = out.at(-1)
    const isShort = part.toMs !== null && part.toMs - part.fromMs < stepMs
    if (last && last.changes > 1 && isShort) {
      const worst = compareStates(part.state, last.state) < 0 ? part : last
      const changes = last.changes + part.changes
      out[out.length - 1] = { ...worst, fromMs: last.fromMs, toMs: part.toMs, changes }
    } else out.push(part)
  }
  return out.map((part) =>
    part.changes > 1 ? { ...part, cause: `flapping: ${part.changes} changes` } : part,
  )
}

function joined(parts: readonly EndedPart[]): Stretch[] {
  const out: Stretch[] = []
  for (const { changes: _, ...one } of parts) {
    const last = out.at(-1)
    if (last && last.state === one.state && last.cause === one.cause) {
      out[out.length - 1] = { ...last, toMs: one.toMs }
    } else out.push(one)
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

/** In these all is delivered that there is. */
const delivered: ReadonlySet<JobState> = new Set(['delivering', 'quiet'])

/** How long a job was in a state. */
export type StateTime = { state: JobState; cause: string | null; ms: number }

const isExpected = (one: StateTime) => !notExpected.has(one.state) || isOverdue(one)

/** How much of the time in which it should have delivered it did, without what it was late; null: it never should have. */
export function deliveringShare(times: readonly StateTime[]): number | null {
  const sum = (some: readonly StateTime[]) => some.reduce((all, { ms }) => all + ms, 0)
  const expected = times.filter(isExpected)
  const all = sum(expected)
  return all === 0 ? null : sum(expected.filter(({ state }) => delivered.has(state))) / all
}

/** How long each of the stretches lasted. */
export const timesOf = (stretches: readonly Stretch[], nowMs: number): StateTime[] =>
  stretches.map(({ state, fromMs, toMs, cause }) => ({
    state,
    cause,
    ms: Math.max(0, (toMs ?? nowMs) - fromMs),
  }))

/** The same of sums, to the millisecond. */
export function timesOfSums(
  before: Span | null,
  sums: readonly SpanSum[],
  fromMs: number,
  nowMs: number,
): StateTime[] {
  const of = ({ state, cause }: Pick<Span, 'state' | 'cause'>, ms: number) => ({ state, cause, ms })
  if (sums.length === 0) return before ? [of(before, nowMs - fromMs)] : []
  const first = Math.min(...sums.map(({ firstMs }) => firstMs))
  const open = sums.reduce((one, other) => (other.lastMs > one.lastMs ? other : one))
  return [
    ...sums,
    ...(before ? [of(before, first - fromMs)] : []),
    of(open, Math.max(0, nowMs - open.lastMs)),
  ]
}
