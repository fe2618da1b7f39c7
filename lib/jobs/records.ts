import type { ActivityItem } from '@/lib/schemas/activity'
import { timeOf } from './state'
import { personName } from './who'

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
 * @param isAll there are no older ones
 */
export function recordOf(jobId: string, items: readonly Item[], isAll: boolean): JobRecord {
  const own = items.filter((item) => item.jobId === jobId && hasWorked(item))
  const created = own.find(({ action }) => action === 'job.create')
  const last = own.find((item) => switchedTo(item) !== null)
  return {
    createdAtMs: created ? doneMs(created) : null,
    start: startOf(last, created),
    deliveredBeforeMs:
      last && switchedTo(last) === true && last !== created ? deliveredBy(last.before) : null,
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

/** Who disabled a job through this dashboard: by a pause, or by creating it so. */
export type Pause = { id: string; name: string; how: 'paused' | 'created'; atMs: number }

/**
 * Who disabled a job that IBM shows as disabled; null: nobody through this dashboard, or somebody set it going since.
 *
 * @param items activity of the zone, newest first
 * @param completeMs its last delivery, Unix ms
 */
export function pauseOf(
  jobId: string,
  completeMs: number | null,
  items: readonly Item[],
): Pause | null {
  const last = items.find((item) => {
    if (item.jobId !== jobId) return false
    const to = switchedTo(item)
    // What was asked may show before it is answered.
    return to === false ? item.outcome !== 'failed' : to === true && hasWorked(item)
  })
  const atMs = timeOf(last?.at ?? null)
  if (last === undefined || atMs === null || switchedTo(last) !== false) return null
  // A job that delivered long after that was enabled again somewhere else; who then stopped it is not known.
  if ((completeMs ?? 0) > atMs + lastBatchMs) return null
  const how = last.action === 'job.create' ? 'created' : 'paused'
  return { id: last.actor.id, name: personName(last.actor), how, atMs }
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
