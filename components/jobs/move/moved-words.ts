import { moveSentence } from '@/lib/jobs/move-words'
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
  if (move.state === 'stopped') return `${label} created. ${moveSentence(move)}`
  if (move.keepOld) return `${label} created; the old job is kept.`
  return move.endedAt === null
    ? `${label} created; waiting for its first delivery.`
    : `Moved to ${label}; the old job is deleted.`
}

/** The same before the name of the job that the zone ends up with. */
export function movedLead({ move }: Job): string {
  if (!move || move.newJobId === null) return 'Moved:'
  if (move.state === 'stopped') return moveSentence(move)
  if (move.endedAt === null) return 'Second job created; waiting for its first delivery:'
  return move.keepOld ? 'Second job created:' : 'Moved:'
}
