import type { ActivityItem } from '@/lib/schemas/activity'
import type { Job } from '@/lib/schemas/job'
import { timeOf } from './state'

/** What this dashboard's own activity knows of a job. */
export type JobRecord = {
  /** Why it is off: paused here, or made switched off; null: it was not through this dashboard. */
  off: { how: 'paused' | 'made'; by: string; isYou: boolean; atMs: number } | null
  madeAtMs: number | null
  /** When it was switched on here, if nobody switched it here since. */
  resumedAtMs: number | null
}

/** The last batch of a job that was paused may still be on its way. */
const lastBatchMs = 10 * 60_000

type Item = Pick<ActivityItem, 'action' | 'actor' | 'after' | 'at' | 'before' | 'jobId' | 'outcome'>

/**
 * @param items activity of the zone, newest first
 * @param personId who is signed in, as IAM names them
 */
export function recordOf(
  job: Pick<Job, 'id' | 'lastComplete'>,
  items: readonly Item[],
  personId: string | null,
): JobRecord {
  const own = items.filter(({ jobId, outcome }) => jobId === job.id && outcome === 'succeeded')
  const made = own.find(({ action }) => action === 'job.create')
  const last = own.find((item) => switchedTo(item) !== null)
  const lastMs = timeOf(last?.at ?? null)
  // A job that delivered long after that was switched on again somewhere else; who then stopped it is not known.
  const ranSince = (timeOf(job.lastComplete) ?? 0) > (lastMs ?? 0) + lastBatchMs
  const isOff = last !== undefined && lastMs !== null && switchedTo(last) === false && !ranSince
  return {
    madeAtMs: timeOf(made?.at ?? null),
    resumedAtMs: last && last.action !== 'job.create' && switchedTo(last) === true ? lastMs : null,
    off: isOff
      ? {
          how: last.action === 'job.create' ? 'made' : 'paused',
          by: last.actor.name || last.actor.email || last.actor.id,
          isYou: last.actor.id === personId,
          atMs: lastMs,
        }
      : null,
  }
}

/** What an entry switched the job to; null: it left that alone. */
function switchedTo({ action, before, after }: Item): boolean | null {
  if (action === 'job.pause') return false
  if (action === 'job.resume') return true
  if (action === 'job.create') return enabledIn(after)
  if (action !== 'job.update') return null
  const now = enabledIn(after)
  return now === enabledIn(before) ? null : now
}

function enabledIn(value: unknown): boolean | null {
  if (typeof value !== 'object' || value === null || !('enabled' in value)) return null
  return typeof value.enabled === 'boolean' ? value.enabled : null
}
