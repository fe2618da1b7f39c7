import 'server-only'
import type { MoveReason } from '@/lib/schemas/move'
import { AppError } from '@/lib/server/errors'

/** How a move ended that did not end as asked. `message` goes on from there with what IBM said. */
const sentences: Record<MoveReason, string> = {
  kept: 'Stopped on request.',
  old_changed: 'Stopped: the old job was changed while the move was under way.',
  new_gone: 'Stopped: the new job was deleted.',
  new_changed: 'Stopped: the new job no longer sends to the destination of the move.',
  not_delivered: 'Stopped: no delivery of the new job was seen within 24 hours.',
  change_refused: 'Stopped: the destination could not be changed.',
  create_refused: 'Stopped: the new job could not be created.',
  delete_refused: 'Stopped: the old job could not be deleted.',
  outcome_unknown: 'Stopped: it was never learnt what became of a request to IBM.',
  sign_in_ended:
    'Stopped: the sign-in with which the move was requested has ended, or its connection was removed, so it could not go on.',
  access_ended: 'Stopped: the person who requested the move no longer has access that allows it.',
  rename_refused: 'Moved, but the new job could not be renamed.',
}

/** `isMade`: a second job was. */
export function whyOf(code: MoveReason, isMade: boolean, said?: string) {
  const kept = code === 'new_gone' ? 'The old job was kept.' : 'Both jobs were kept.'
  const left = isMade ? kept : 'The job was kept as it is.'
  const isDone = code === 'rename_refused'
  const parts = [sentences[code], said, isDone ? undefined : left]
  return { code, message: parts.filter(Boolean).join(' ') }
}

export const underWay = () =>
  new AppError(
    'move_under_way',
    'This job is already being moved. Wait until that has ended, or end it. Nothing was changed.',
  )

export const samePlaceInUse = () =>
  new AppError(
    'destination_in_use',
    'IBM refused to change this job’s authentication in place, and a second job can’t write to the same place. Choose another path. Nothing was changed.',
    { errors: [{ path: 'destination', message: 'The job itself already writes there' }] },
  )

export const jobChanged = () =>
  new AppError(
    'job_changed',
    'This job was changed by someone else in the meantime. Nothing was moved.',
  )

export const tooLate = () =>
  new AppError(
    'conflict',
    'A request of this move is under way at IBM, so it can’t be ended now. Try again in a minute.',
  )

export const notYet = () =>
  new AppError(
    'conflict',
    'There is no second job yet, so the old one can’t be deleted by this move. Nothing was deleted.',
  )

export const endedMeanwhile = () =>
  new AppError(
    'conflict',
    'This move went on or was ended by someone else meanwhile. Refresh to see it.',
  )

export const readsOnly = () =>
  new AppError(
    'role_missing',
    'You have the role Reader on this instance, so you can’t end a move that someone else requested. It needs Writer. Nothing was changed.',
  )
