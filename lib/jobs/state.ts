import type { JobState } from '@/lib/schemas/job'
import type { Frequency } from '@/lib/schemas/logs'

/** What IBM says of a job's deliveries; times as RFC 3339. */
export type DeliveryFacts = {
  enabled: boolean
  frequency: Frequency | null
  lastComplete: string | null
  lastError: string | null
  errorMessage: string | null
}

/** From how far behind a job counts as late, in minutes. Our own limits: IBM promises none. */
export const lateAfterMinutes: Record<Frequency, number> = { high: 15, low: 60 }

/** How soon a first file usually comes, in minutes. Source: the engine's documents, "within a few minutes". */
export const firstFileMinutes = 10

/** How long a change of destination or fields takes. Source: Cloudflare, "Logpush FAQ" of 2025. */
export const takesHold = '10 to 15 minutes'

export const stateWords: Record<JobState, string> = {
  never_ran: 'Never ran',
  delivering: 'Delivering',
  quiet: 'Quiet',
  late: 'Late',
  failing: 'Failing',
  paused: 'Paused',
  disabled_by_service: 'Disabled by IBM',
  off: 'Disabled',
  gone: 'Gone',
  not_known: 'Not known',
}

/** The names of their glyphs. */
export const stateGlyphs = {
  never_ran: 'dashed-ring',
  delivering: 'disc',
  quiet: 'ring',
  late: 'half-disc',
  failing: 'crossed-square',
  paused: 'bars',
  disabled_by_service: 'struck-square',
  off: 'question',
  gone: 'dashed-square',
  not_known: 'question',
} as const satisfies Record<JobState, string>

/** Unix milliseconds; null for none, for what is no time, and for Go's zero time, which means none. */
export function timeOf(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(ms) || ms <= 0 ? null : ms
}

/** A job of unknown frequency is held to the stricter limit. */
export function limitMinutes(frequency: Frequency | null): number {
  return lateAfterMinutes[frequency ?? 'high']
}

/**
 * How a job is doing by what IBM says of it now. IBM clears `last_error` and `error_message` at the next success, so an
 * error that is still there, or is newer than the last delivery, is a present one.
 */
export function jobState(facts: DeliveryFacts, nowMs: number): JobState {
  if (!facts.enabled) return 'off'
  const complete = timeOf(facts.lastComplete)
  const error = timeOf(facts.lastError)
  if (facts.errorMessage?.trim() || (error !== null && error > (complete ?? 0))) return 'failing'
  if (complete === null) return 'never_ran'
  return nowMs - complete > limitMinutes(facts.frequency) * 60_000 ? 'late' : 'delivering'
}

const tellsNothing: ReadonlySet<JobState> = new Set([
  'off',
  'paused',
  'disabled_by_service',
  'never_ran',
  'gone',
  'not_known',
])

/**
 * Since when (Unix milliseconds) a state holds as far as the job itself tells; null where it does not. A failing
 * job's loss begins at the end of what it delivered last; a job that is off says nothing of when that began.
 */
export function stateSince(
  state: JobState,
  { lastComplete, lastError }: Pick<DeliveryFacts, 'lastComplete' | 'lastError'>,
): number | null {
  if (tellsNothing.has(state)) return null
  return timeOf(lastComplete) ?? (state === 'failing' ? timeOf(lastError) : null)
}
