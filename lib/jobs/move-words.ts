import type { Move } from '@/lib/schemas/move'
import { takesHold } from './state'

/** How a move stands, in one sentence. */
export function moveSentence({ state, newJobId, why }: Move): string {
  switch (state) {
    case 'done':
      return why ? 'Moved, but not renamed.' : 'Moved.'
    case 'stopped': {
      const isAsked = why?.code === 'kept'
      if (newJobId === null)
        return isAsked ? 'Move ended; the job was kept as it is.' : 'Not moved.'
      const left = why?.code === 'new_gone' ? 'the old job was' : 'both jobs were'
      return `Move ${isAsked ? 'ended' : 'stopped'}; ${left} kept.`
    }
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
      'IBM tests the destination and changes the job itself; its id and name stay.',
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
