import type { Frequency } from '@/lib/schemas/logs'

const words: Record<Frequency, string> = { high: 'High', low: 'Low' }

/** IBM may say none, as it does for old jobs. */
export function frequencyWords(frequency: Frequency | null): string {
  return frequency === null ? 'not set' : words[frequency]
}
