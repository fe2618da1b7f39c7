import type { Delivery } from '@/lib/fleet/standing'
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

/** What IBM says, as the state function takes it. */
export function deliveryOf(facts: DeliveryFacts): Delivery {
  return {
    enabled: facts.enabled,
    limitMs: limitMinutes(facts.frequency) * 60_000,
    completeMs: timeOf(facts.lastComplete),
    errorMs: timeOf(facts.lastError),
    hasError: Boolean(facts.errorMessage?.trim()),
  }
}
