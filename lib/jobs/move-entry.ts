import type { ActivityItem } from '@/lib/schemas/activity'

/** What an entry of the activity about a move says, up to the job's name. */
export type MoveDeed = { done: string; tried: string; doing: string }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * By what the entry's `after` has of the move: one that goes on in the background has an entry of its beginning, and one
 * of its end. Never throws, whatever the entry holds.
 */
export function moveDeed(after: unknown): MoveDeed {
  const move = isRecord(after) && isRecord(after.move) ? after.move : {}
  if (move.keepOld === true) return { done: 'Copied', tried: 'copy', doing: 'Copying' }
  const words = { done: 'Moved', tried: 'move', doing: 'Moving' }
  if (move.state === 'stopped') return { ...words, done: 'Stopped moving' }
  const goesOn = move.state === 'watching' || move.state === 'deleting'
  return goesOn ? { ...words, done: 'Started moving' } : words
}

/** What an entry of the activity says of the jobs of a move; `isEnd`: it says how the move ended. */
export type MoveEntry = { oldJobId: string; newJobId: string | null; isEnd: boolean }

/** null: the entry is of no move, or of a form that is not known. Never throws. */
export function moveEntry({
  action,
  after,
}: Pick<ActivityItem, 'action' | 'after'>): MoveEntry | null {
  if (action !== 'job.move' || !isRecord(after)) return null
  const { move, ...settings } = after
  if (!isRecord(move) || typeof move.oldJobId !== 'string') return null
  return {
    oldJobId: move.oldJobId,
    newJobId: typeof move.newJobId === 'string' ? move.newJobId : null,
    // Only the request for a move says what the job is to be.
    isEnd: Object.keys(settings).length === 0,
  }
}
