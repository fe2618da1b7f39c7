import { hasWorked, type Item } from './records'
import { timeOf } from './state'
import { type Deed, deedOf } from './who'

/** What is known of a job that is not there any more. */
export type GoneRecord = {
  name: string | null
  /** When this dashboard last saw or changed it, Unix ms. */
  lastSeenMs: number | null
  deleted: Deed | null
  /** The job that took its place, by a move. */
  movedTo: string | null
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
  const removal = items.find((item) => hasWorked(item) && item.action === 'job.delete')
  const seenMs = Math.max(readAtMs, ...items.filter(hasWorked).map(({ at }) => timeOf(at) ?? 0))
  const atMs = removal && timeOf(removal.at)
  return {
    name: name ?? items.find(({ jobName }) => jobName)?.jobName ?? null,
    lastSeenMs: seenMs > 0 ? seenMs : null,
    deleted: removal && atMs ? deedOf(removal.actor, atMs, personId) : null,
    movedTo: removal ? newJobOf(items.find(({ action }) => action === 'job.move')?.after) : null,
  }
}

/** The second job that a move's entry names (`after.move`). */
export function newJobOf(after: unknown): string | null {
  const { newJobId } = Object(Object(after).move)
  return typeof newJobId === 'string' ? newJobId : null
}

/** Clocks of the browser and the server may differ by this much. */
const toleranceMs = 60_000
const changing = new Set(['job.update', 'job.pause', 'job.resume'])

/**
 * Who changed the job through this dashboard since it was read; null: nobody did, so it was somewhere else.
 * @param items activity of the job, newest first
 */
export function changedSince(
  items: readonly Item[],
  sinceMs: number,
  personId: string | null,
): Deed | null {
  const item = items.find((one) => changing.has(one.action) && hasWorked(one))
  const atMs = timeOf(item?.at ?? null)
  if (!item || atMs === null || atMs < sinceMs - toleranceMs) return null
  return deedOf(item.actor, atMs, personId)
}
