import type { JobHistory } from '@/lib/schemas/history'

/** What a job was when it could still be read; null: it never was. */
export function lastKnown(states: JobHistory['states']): JobHistory['states'][number] | null {
  return states.findLast(({ state }) => state !== 'not_known') ?? null
}
