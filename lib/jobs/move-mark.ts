import type { Job } from '@/lib/schemas/job'
import type { Move } from '@/lib/schemas/move'

/** Which of a move's two jobs; a job that was moved in place is the old one. */
export const sideOf = ({ id }: Pick<Job, 'id'>, { newJobId }: Move): 'old' | 'new' =>
  id === newJobId ? 'new' : 'old'

/** The other job of a move; null: there is none, or none yet. */
export const otherIdOf = (job: Pick<Job, 'id'>, move: Move): string | null =>
  sideOf(job, move) === 'new' ? move.oldJobId : move.newJobId

/** A word beside a job in a list, while its move goes on or since it stopped; '' where there is nothing to say. */
export function moveMark(job: Pick<Job, 'id' | 'move'>, nameOf: (jobId: string) => string): string {
  const { move } = job
  if (!move || move.state === 'done') return ''
  if (move.state === 'stopped') return move.newJobId === null ? '' : 'move stopped'
  if (sideOf(job, move) === 'new') {
    return move.state === 'watching' ? 'new, being watched' : `replaces ${nameOf(move.oldJobId)}`
  }
  return move.newJobId === null ? 'being moved' : `moving to ${nameOf(move.newJobId)}`
}
