import { moment } from '@/lib/moment'
import type { Move, MoveReason } from '@/lib/schemas/move'
import { formatAge } from '@/lib/time'
import { takesHold } from './state'
import { excerpt } from './trouble'
import { doer } from './who'

export type MoveStep = {
  id: 'asked' | 'changed' | 'created' | 'delivery' | 'deleted' | 'renamed' | 'stopped'
  state: 'done' | 'now' | 'todo' | 'skipped' | 'failed'
  title: string
  /** Unix ms; null: not known. */
  atMs: number | null
  text: string
}

/** @param personId who is signed in, as IAM names them */
export function moveSteps(move: Move, personId: string | null, nowMs: number): MoveStep[] {
  const by = doer({ by: move.by.name || move.by.id, isYou: move.by.id === personId })
  const asked: MoveStep = {
    id: 'asked',
    state: 'done',
    title: 'Move requested',
    atMs: msOf(move.askedAt),
    text: `by ${by}`,
  }
  if (move.newJobId !== null) return [asked, ...stepsOfTwo(move, nowMs)]
  const { state } = move
  if (state === 'stopped') return [asked, stoppedStep(move)]
  if (state === 'done') {
    const text = `in place; it takes effect in ${takesHold}`
    return [asked, { ...plain('changed', 'done', 'Destination changed', text), atMs: endMs(move) }]
  }
  return [
    asked,
    state === 'changing'
      ? plain('changed', 'now', 'Change the destination', 'waiting for IBM to confirm')
      : plain('created', 'now', 'Create a second job', 'waiting for IBM to confirm'),
  ]
}

const msOf = (text: string | null) => (text === null ? null : Date.parse(text))
const endMs = ({ endedAt }: Move) => msOf(endedAt)

const plain = (
  id: MoveStep['id'],
  state: MoveStep['state'],
  title: string,
  text = '',
): MoveStep => ({ id, state, title, atMs: null, text })

function stepsOfTwo(move: Move, nowMs: number): MoveStep[] {
  const created = plain('created', 'done', 'Second job created')
  if (move.keepOld) return [created, plain('deleted', 'skipped', 'Old job kept', 'as requested')]
  if (move.state === 'stopped') return [created, stoppedStep(move)]
  return [created, deliveryStep(move, nowMs), deletedStep(move), ...renamedSteps(move)]
}

function deliveryStep(move: Move, nowMs: number): MoveStep {
  const { state, deadlineAt, lastSeen } = move
  if (state !== 'watching') {
    const hasDelivered = lastSeen?.state === 'delivering' || lastSeen?.state === 'late'
    if (hasDelivered)
      return { ...plain('delivery', 'done', 'First delivery'), atMs: msOf(lastSeen.at) }
    const why = deadlineAt === null ? 'the job is paused' : 'the old job was deleted before it'
    return plain('delivery', 'skipped', 'First delivery', `not waited for: ${why}`)
  }
  const until = deadlineAt === null ? '' : `; watched until ${moment(deadlineAt, nowMs)}`
  const seen = lastSeen ? `, last checked ${formatAge(nowMs - Date.parse(lastSeen.at))}` : ''
  const said = lastSeen?.errorMessage?.trim()
  return said
    ? plain(
        'delivery',
        'failed',
        'First delivery',
        `IBM could not deliver: “${excerpt(said)}”${until}`,
      )
    : plain('delivery', 'now', 'First delivery', `waiting${seen}${until}`)
}

function deletedStep({ state, oldJobId }: Move): MoveStep {
  if (state === 'watching') return plain('deleted', 'todo', 'Delete the old job', 'automatically')
  return state === 'deleting'
    ? plain('deleted', 'now', 'Delete the old job', 'waiting for IBM to confirm')
    : plain('deleted', 'done', 'Old job deleted', `job ${oldJobId}`)
}

function renamedSteps(move: Move): MoveStep[] {
  const { state, finalName, why } = move
  if (finalName === null) return []
  if (state !== 'done') {
    return [
      plain('renamed', state === 'renaming' ? 'now' : 'todo', 'Rename the new job', finalName),
    ]
  }
  const isRefused = why?.code === 'rename_refused'
  const title = isRefused ? 'Not renamed' : 'New job named'
  const text = why ? said(why) : finalName
  return [{ ...plain('renamed', isRefused ? 'failed' : 'done', title, text), atMs: endMs(move) }]
}

/** The message begins with what the title says already. */
const said = ({ message }: { message: string }) =>
  message
    .replace(/^(?:Stopped(?: on request)?[:.]|Moved, but) ?/, '')
    .replace(/^./, (first) => first.toUpperCase())

function stoppedStep(move: Move): MoveStep {
  const { why, newJobId } = move
  const isAsked = why?.code === 'kept'
  return {
    ...plain('stopped', isAsked ? 'skipped' : 'failed', isAsked ? 'Ended on request' : 'Stopped'),
    atMs: endMs(move),
    text: why ? [said(why), whatToDo(why.code, newJobId !== null)].filter(Boolean).join(' ') : '',
  }
}

function whatToDo(code: MoveReason, isMade: boolean): string {
  return (isMade ? undefined : aboutOne[code]) ?? advice[code]
}

const pick = 'Delete the one that is not needed; until then each takes a slot.'

const again = 'Move it again if it is still to be moved.'

/** Where there is no second job yet. */
const aboutOne: Partial<Record<MoveReason, string>> = {
  kept: '',
  old_changed: again,
  sign_in_ended: again,
  access_ended: again,
}

const advice: Record<MoveReason, string> = {
  kept: pick,
  old_changed: `Compare the two jobs. ${pick}`,
  new_gone: again,
  new_changed: `Check where the new job sends. ${pick}`,
  not_delivered: 'Check the new job’s destination; once it delivers, delete the old job.',
  change_refused: 'Fix what IBM names, then move it again.',
  create_refused: 'Fix what IBM names, then move it again.',
  delete_refused: 'Delete the old job yourself, or ask someone with the role Manager.',
  outcome_unknown: 'Check what the zone’s list shows before you do it again.',
  sign_in_ended: 'Once the new job delivers, delete the old one.',
  access_ended: `Check where the new job sends. ${pick}`,
  rename_refused: '',
}
