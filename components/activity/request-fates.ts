import type { ActivityAction, ActivityItem } from '@/lib/schemas/activity'
import { isRecord } from './record'

/** What became of what was sent for approval. */
export type Fate = 'waiting' | 'approved' | 'granted' | 'declined' | 'withdrawn' | 'expired'

const ends: Partial<Record<ActivityAction, Fate>> = {
  'change.approve': 'approved',
  'change.decline': 'declined',
  'change.withdraw': 'withdrawn',
  'change.expire': 'expired',
  'access.grant': 'granted',
  'access.decline': 'declined',
}

/** The id of the request that an entry is about; null: of none. */
export function requestId({
  action,
  after,
}: Pick<ActivityItem, 'action' | 'after'>): string | null {
  if (!isRecord(after)) return null
  const request = action.startsWith('change.')
    ? after.request
    : action.startsWith('access.') && after
  return isRecord(request) && typeof request.id === 'string' ? request.id : null
}

/**
 * By the ids of requests, as far as these entries tell. Where they are `whole`, nothing newer being left out, a change that
 * nobody has decided on waits.
 */
export function requestFates(
  entries: readonly Pick<ActivityItem, 'action' | 'after'>[],
  isWhole: boolean,
): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>()
  for (const entry of entries) {
    const id = requestId(entry)
    if (!id || fates.has(id)) continue
    const fate = ends[entry.action]
    if (fate) fates.set(id, fate)
    else if (isWhole && entry.action === 'change.request') fates.set(id, 'waiting')
  }
  return fates
}
