import { takesHold } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'
import { shortLabel } from '../job-label'

/** What came of a move that was just asked for, as a toast says it. */
export function movedWords(job: Job): string {
  const { move } = job
  const label = shortLabel(job)
  if (!move || move.newJobId === null) {
    return `${label} moved. The change takes effect in ${takesHold}.`
  }
  if (move.keepOld) return `${label} created; the old job is kept.`
  return move.endedAt === null
    ? `${label} created; waiting for its first delivery.`
    : `Moved to ${label}; the old job is deleted.`
}
