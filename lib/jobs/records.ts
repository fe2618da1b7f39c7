import type { ActivityItem } from '@/lib/schemas/activity'
import type { Job } from '@/lib/schemas/job'
import { timeOf } from './state'
import { type Deed, deedOf } from './who'

export type Item = Pick<
  ActivityItem,
  | 'action'
  | 'actor'
  | 'after'
  | 'at'
  | 'before'
  | 'correlationId'
  | 'jobId'
  | 'jobName'
  | 'outcome'
  | 'settledAt'
>

/** When a job was last set going through this dashboard, and IBM's id of that call. */
export type Start = { how: 'created' | 'resumed'; atMs: number; correlationId: string | null }

/** What this dashboard's own activity knows of a job. */
export type JobRecord = {
  /** Why it is disabled: paused here, or created so; null: it was not through this dashboard. */
  off: (Deed & { how: 'paused' | 'created' }) | null
  /** null: it was not set going here, or somewhere else since. */
  start: Start | null
  createdAtMs: number | null
  /** Its last delivery before it was resumed, Unix ms; IBM forgets that one then. null: not known. */
  deliveredBeforeMs: number | null
  /** Whether the entries reach back to what set it going or stopped it last. If not, a null tells nothing. */
  isWhole: boolean
}

/** The last batch of a job that was paused may still be on its way. */
const lastBatchMs = 10 * 60_000

export const hasWorked = ({ outcome }: Item) => outcome === 'succeeded'
/** IBM's answer, where it is known; the call began a moment earlier. */
const doneMs = ({ at, settledAt }: Item) => timeOf(settledAt) ?? timeOf(at)

/**
 * @param items activity of the zone or the job, newest first
 * @param personId who is signed in, as IAM names them
 * @param isAll there are no older ones
 */
export function recordOf(
  job: Pick<Job, 'id' | 'lastComplete'>,
  items: readonly Item[],
  personId: string | null,
  isAll: boolean,
): JobRecord {
  const own = items.filter((item) => item.jobId === job.id && hasWorked(item))
  const created = own.find(({ action }) => action === 'job.create')
  const last = own.find((item) => switchedTo(item) !== null)
  return {
    createdAtMs: created ? doneMs(created) : null,
    start: startOf(last, created),
    deliveredBeforeMs:
      last && switchedTo(last) === true && last !== created ? deliveredBy(last.before) : null,
    off: offOf(job, last, personId),
    isWhole: isAll || last !== undefined,
  }
}

function startOf(last: Item | undefined, created: Item | undefined): Start | null {
  const item = last && switchedTo(last) === true ? last : last ? undefined : created
  const atMs = item && doneMs(item)
  if (!item || !atMs) return null
  const how = item.action === 'job.create' ? 'created' : 'resumed'
  return { how, atMs, correlationId: item.correlationId }
}

function offOf(
  job: Pick<Job, 'lastComplete'>,
  last: Item | undefined,
  personId: string | null,
): JobRecord['off'] {
  const lastMs = timeOf(last?.at ?? null)
  if (last === undefined || lastMs === null || switchedTo(last) !== false) return null
  // A job that delivered long after that was enabled again somewhere else; who then stopped it is not known.
  if ((timeOf(job.lastComplete) ?? 0) > lastMs + lastBatchMs) return null
  const how = last.action === 'job.create' ? 'created' : 'paused'
  return { how, ...deedOf(last.actor, lastMs, personId) }
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

function deliveredBy(before: unknown): number | null {
  if (typeof before !== 'object' || before === null || !('lastComplete' in before)) return null
  return typeof before.lastComplete === 'string' ? timeOf(before.lastComplete) : null
}

/**
 * Since when a zone's log retention is as it is, Unix ms; null: it was not switched to that through this dashboard.
 * @param last the newest switch that was carried out
 */
export function retentionSince(last: Item | undefined, enabled: boolean): number | null {
  return last && enabledIn(last.after) === enabled ? doneMs(last) : null
}
