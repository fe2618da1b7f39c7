import type { ActivityItem } from '@/lib/schemas/activity'

/** Clocks of the browser and the server may differ by this much. */
const toleranceMs = 60_000

const changing = new Set(['job.update', 'job.pause', 'job.resume'])

export type ChangedBy = { name: string; isYou: boolean; atMs: number }

type Item = Pick<ActivityItem, 'action' | 'actor' | 'at' | 'outcome'>

/**
 * Who changed the job through this dashboard since it was read; null: nobody did, so it was somewhere else.
 * @param items activity of the job, newest first
 */
export function changedBy(
  items: readonly Item[],
  sinceMs: number,
  personId: string | null,
): ChangedBy | null {
  const item = items.find(({ action, outcome }) => changing.has(action) && outcome === 'succeeded')
  if (!item) return null
  const atMs = Date.parse(item.at)
  if (Number.isNaN(atMs) || atMs < sinceMs - toleranceMs) return null
  return {
    name: item.actor.name || item.actor.email || item.actor.id,
    isYou: item.actor.id === personId,
    atMs,
  }
}
