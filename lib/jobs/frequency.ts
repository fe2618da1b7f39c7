import type { Frequency } from '@/lib/schemas/logs'

type Words = { label: string; means: string }

/** How often files come, and what that brings. */
export const frequencyWords: Record<Frequency, Words> = {
  high: { label: 'High', means: 'small files, delivered immediately' },
  low: { label: 'Low', means: 'fewer, larger files, minutes later' },
}

/** IBM may say none, as it does for old jobs. */
export function frequencyLabel(frequency: Frequency | null): string {
  return frequency === null ? 'not set' : frequencyWords[frequency].label
}
