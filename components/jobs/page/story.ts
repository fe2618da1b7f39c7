import { timeOf } from '@/lib/jobs/state'
import type { ActivityItem } from '@/lib/schemas/activity'

/** When the job was last set going through this dashboard, and IBM's id of that call. */
export type Start = { how: 'created' | 'resumed'; atMs: number; correlationId: string | null }

/** How a job went, as far as this dashboard knows. */
export type GoneRecord = {
  name: string | null
  /** When this dashboard last saw or changed it, Unix ms. */
  lastSeenMs: number | null
  deleted: { by: string; isYou: boolean; atMs: number } | null
}

type Item = Pick<
  ActivityItem,
  'action' | 'actor' | 'at' | 'correlationId' | 'jobName' | 'outcome' | 'settledAt'
>

const hasWorked = ({ outcome }: Item) => outcome === 'succeeded'
/** IBM's answer, where it is known; the call began a moment earlier. */
const doneMs = ({ at, settledAt }: Item) => timeOf(settledAt) ?? timeOf(at)

/** @param items activity of the job, newest first */
export function startOf(items: readonly Item[]): Start | null {
  const item = items.find(
    (one) => hasWorked(one) && (one.action === 'job.create' || one.action === 'job.resume'),
  )
  const atMs = item && doneMs(item)
  if (!item || !atMs) return null
  const how = item.action === 'job.create' ? 'created' : 'resumed'
  return { how, atMs, correlationId: item.correlationId }
}

/** When it was made through this dashboard, Unix ms. */
export function madeMsOf(items: readonly Item[]): number | null {
  const item = items.find((one) => hasWorked(one) && one.action === 'job.create')
  return item ? doneMs(item) : null
}

/**
 * @param items activity of the job, newest first
 * @param readAtMs when this page last read it, 0: never
 */
export function goneRecord(
  items: readonly Item[],
  name: string | null | undefined,
  readAtMs: number,
  personId: string | null,
): GoneRecord {
  const removal = items.find((one) => hasWorked(one) && one.action === 'job.delete')
  const lastMs = items.filter(hasWorked).map((one) => timeOf(one.at) ?? 0)
  const seenMs = Math.max(readAtMs, ...lastMs)
  const atMs = removal && timeOf(removal.at)
  return {
    name: name ?? items.find((one) => one.jobName)?.jobName ?? null,
    lastSeenMs: seenMs > 0 ? seenMs : null,
    deleted:
      removal && atMs
        ? {
            by: removal.actor.name || removal.actor.email || removal.actor.id,
            isYou: removal.actor.id === personId,
            atMs,
          }
        : null,
  }
}
