import type { JobState } from '@/lib/schemas/job'

// What state a job is in, by what IBM says of it and by what we have seen of it before. All times are epoch ms.

/** What IBM said of a job's deliveries at one reading. */
export type Delivery = {
  enabled: boolean
  /** From how far behind it counts as late. */
  limitMs: number
  completeMs: number | null
  errorMs: number | null
  /** IBM clears its error at the next success, so one that is there is a present one. */
  hasError: boolean
}

/** Who or what disabled a job: a person by this dashboard, a person by other means, or IBM after a day of failures. */
export const disabledBy = ['here', 'elsewhere', 'service'] as const
export type DisabledBy = (typeof disabledBy)[number]

/**
 * Why nothing need have come, though nothing has: the zone takes no traffic, or its other jobs of the dataset stand still too.
 * A stretch that IBM counts as delivered without an object of its own is no reason here: `lastComplete` goes on, so the job
 * is delivering. That IBM does so is unproven.
 */
export type QuietReason = 'zone' | 'dataset'

/** What we know of it besides. */
export type Past = {
  /** When IBM said so. */
  readMs: number
  /** An older reading says nothing of now. */
  goodForMs: number
  /** Since when the job is not in IBM's list any more. */
  goneMs: number | null
  /** null: it was disabled before we first looked, or is enabled. */
  disabled: { by: DisabledBy; atMs: number } | null
  quiet: QuietReason | null
  /** When it was created or resumed, where that was seen. */
  startMs: number | null
  /** The state at the last reading, and since when. */
  before: Standing | null
}

export type Standing = { state: JobState; sinceMs: number | null }

/** Clocks of two machines differ; by more than this a reading is not of now. */
export const clockSkewMs = 2 * 60_000

/**
 * The one rule. `sinceMs` null: not known. A loss begins at the end of what was delivered last, not when it was noticed;
 * a state that goes on keeps its beginning. Late is who was behind when IBM was asked: what came in since then, nobody knows,
 * so time alone makes a reading old, and no job late.
 */
export function standingOf(delivery: Delivery, past: Past, nowMs: number): Standing {
  if (past.goneMs !== null) return { state: 'gone', sinceMs: past.goneMs }
  const age = nowMs - past.readMs
  if (age > past.goodForMs || age < -clockSkewMs) {
    return { state: 'not_known', sinceMs: past.readMs }
  }
  const { completeMs, errorMs } = delivery
  if (!delivery.enabled) return disabledStanding(past)
  if (delivery.hasError || (errorMs !== null && errorMs > (completeMs ?? 0))) {
    // IBM tries again and again; where nothing was ever delivered, only the first of these tells.
    return completeMs === null
      ? held('failing', past, errorMs)
      : { state: 'failing', sinceMs: sinceStart(completeMs, past) }
  }
  if (completeMs === null) return held('never_ran', past, past.startMs)
  const goingMs = sinceStart(completeMs, past)
  const lateMs = (hasGrace(past) ? goingMs : completeMs) + delivery.limitMs
  if (past.readMs > lateMs) {
    return past.quiet === null
      ? { state: 'late', sinceMs: sinceStart(lateMs, past) }
      : { state: 'quiet', sinceMs: goingMs }
  }
  return held('delivering', past, goingMs)
}

/** While it was not to deliver it was neither late nor did it fail. */
const sinceStart = (atMs: number, { startMs }: Past) => Math.max(atMs, startMs ?? 0)

/** Who was resumed has as long as anybody else, but for what was broken before: that is not good until something comes. */
const hasGrace = ({ before }: Past) =>
  before === null || !(isLosing(before.state) || before.state === 'late')

/** By what IBM says at this moment alone, where nothing is known of before. */
export function freshStanding(delivery: Delivery, nowMs: number): Standing {
  const past = { goodForMs: 0, goneMs: null, disabled: null, quiet: null, startMs: null }
  return standingOf(delivery, { ...past, readMs: nowMs, before: null }, nowMs)
}

const states = {
  here: 'paused',
  elsewhere: 'paused',
  service: 'disabled_by_service',
} as const satisfies Record<DisabledBy, JobState>

function disabledStanding({ disabled }: Past): Standing {
  return disabled === null
    ? { state: 'off', sinceMs: null }
    : { state: states[disabled.by], sinceMs: disabled.atMs }
}

function held(state: JobState, { before }: Past, sinceMs: number | null): Standing {
  return before?.state === state && before.sinceMs !== null
    ? { state, sinceMs: before.sinceMs }
    : { state, sinceMs }
}

/** Whether a job that has delivered nothing yet had time enough to. `startMs` null: for how long it runs, nobody knows. */
export const hadTime = (startMs: number | null, limitMs: number, atMs: number): boolean =>
  startMs === null || atMs - startMs > limitMs

type Awaited = { startMs: number | null; bornMs: number; limitMs: number; readMs: number }

/**
 * Since when a job that never ran should have delivered for the first time, if it takes logs at all; null: it need not yet. As
 * for what is late: of what came in since IBM was asked nobody knows.
 */
export function overdueSince({ startMs, bornMs, limitMs, readMs }: Awaited): number | null {
  const fromMs = startMs ?? bornMs
  return hadTime(fromMs, limitMs, readMs) ? fromMs + limitMs : null
}

/** The cause of a stretch in which a first delivery is overdue. */
export const overdue = 'overdue'

/** Whether nothing was delivered in a stretch in which something should have been, for the first time. */
export const isOverdue = ({ state, cause }: { state: JobState; cause: string | null }): boolean =>
  state === 'never_ran' && cause === overdue

/** The worse of two comes first, as in "needs attention". */
export const stateOrder = [
  'failing',
  'disabled_by_service',
  'gone',
  'late',
  'not_known',
  'off',
  'paused',
  'never_ran',
  'quiet',
  'delivering',
] as const satisfies readonly JobState[]

const places = new Map<JobState, number>(stateOrder.map((state, at) => [state, at]))

/** Negative: `one` is worse than `other`. */
export function compareStates(one: JobState, other: JobState): number {
  return (places.get(one) ?? 0) - (places.get(other) ?? 0)
}

/** States in which logs don't arrive that somebody wants. */
export const isLosing = (state: JobState) => state === 'failing' || state === 'disabled_by_service'
