import type { Glyph } from '@/components/ui/state-glyph'
import type { Zone } from '@/lib/schemas/zone'

export type StatusWords = { glyph: Glyph; text: string; note?: string }

/** States of a zone as CIS names them (IBM, networking SDK, zones). */
const statuses: Record<string, StatusWords> = {
  active: { glyph: 'disc', text: 'Active' },
  initializing: { glyph: 'dashed-ring', text: 'Being set up' },
  pending: { glyph: 'dashed-ring', text: 'Pending', note: 'waits for its name servers' },
  moved: { glyph: 'triangle', text: 'Moved', note: 'its name servers point elsewhere' },
  deactivated: { glyph: 'bars', text: 'Deactivated' },
  deleted: { glyph: 'dashed-square', text: 'Deleted' },
}

/** A zone's status, and what that means for its logs where it is not simply active. */
export function statusWords({ status, paused }: Pick<Zone, 'status' | 'paused'>): StatusWords {
  const plain = status.replaceAll('_', ' ').trim()
  const words = statuses[status] ?? {
    glyph: 'question',
    text: plain ? plain.charAt(0).toUpperCase() + plain.slice(1) : 'Not known',
  }
  if (!paused) return words
  return {
    glyph: 'bars',
    text: `${words.text}, paused`,
    note: 'traffic goes past CIS, no logs arise',
  }
}

/** "the zone’s 3 jobs", "the zone’s job": whom a change of log retention touches. */
export function itsJobs(count: number | undefined): string {
  if (count === 1) return 'the zone’s job'
  return count === undefined ? 'the zone’s jobs' : `the zone’s ${count} jobs`
}

/** What it means that log retention is off. */
export function retentionNeed(jobs: number | undefined): string {
  return jobs === 0
    ? 'Logpush needs it on; without it IBM may refuse a new job.'
    : `Logpush needs it on; IBM may refuse changes to ${itsJobs(jobs)}.`
}

/** What turning it off means, before it is done. */
export function retentionLoss(jobs: number | undefined): string {
  return `${retentionNeed(jobs)} What is stored stays until it is 7 days old.`
}
