import type { Job } from '@/lib/schemas/job'
import type { Move } from '@/lib/schemas/move'
import { takesHold } from './state'

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

/** How a move stands, in one sentence; '' for one that ended as asked. */
export function moveSentence({ state, newJobId, why }: Move): string {
  switch (state) {
    case 'done':
      return why ? 'Moved, but not renamed.' : 'Moved.'
    case 'stopped':
      if (why?.code === 'kept') return 'Move ended; both jobs were kept.'
      return newJobId === null ? 'Not moved.' : 'Move stopped; both jobs were kept.'
    case 'watching':
      return 'Moving: waiting for the new job’s first delivery.'
    case 'deleting':
      return 'Moving: deleting the old job.'
    case 'renaming':
      return 'Moving: renaming the new job.'
    default:
      return 'Moving: waiting for IBM to confirm.'
  }
}

/** What a move will do, a sentence a step, before anything happens. */
export function nextWords({
  keepOld,
  isSamePlace,
  isEnabled,
  names: { temporary, final },
}: {
  keepOld: boolean
  /** Only the way in changes: no second job can write there. */
  isSamePlace: boolean
  isEnabled: boolean
  names: { temporary: string; final: string }
}): string[] {
  if (isSamePlace) {
    return [
      'IBM tests the key and changes the job itself; its id and name stay.',
      `The change takes effect in ${takesHold}. If IBM refuses, nothing changes.`,
    ]
  }
  if (keepOld) {
    return [
      `A second job is created as ${temporary}. It takes a slot.`,
      'The old job stays as it is until you delete it.',
    ]
  }
  const rename = final === temporary ? '' : ` and the new one is renamed to ${final}`
  return [
    `IBM is asked to change the job itself. If it accepts, id and name stay, and the change takes effect in ${takesHold}.`,
    `If IBM refuses, a second job is created as ${temporary}. Both take a slot for now.`,
    isEnabled
      ? `The second job is watched for up to 24 hours. After its first delivery, the old job is deleted${rename}. If nothing arrives, both are kept.`
      : `The job is paused, so no delivery is waited for: once the second job is confirmed, the old one is deleted${rename}.`,
  ]
}
