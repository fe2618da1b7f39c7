import 'server-only'
import type { ChangeStatus } from '@/lib/schemas/change-request'
import type { ChangeRequestRow } from '@/lib/server/db/change-requests'
import { AppError } from '@/lib/server/errors'
import { ServerError } from '@/lib/server/server-error'

/** Why an approved change is not carried out: it ends as `failed` with this code. Nothing was sent to IBM. */
export class NoLonger extends ServerError {
  static override readonly kind = 'NoLonger'
  readonly code: 'zone_changed' | 'not_allowed'
  readonly detail: string

  constructor(code: NoLonger['code'], detail: string) {
    super(detail)
    this.code = code
    this.detail = detail
  }
}

export const zoneChanged = (what: string) =>
  new NoLonger(
    'zone_changed',
    `${what} since this was requested. Nothing was changed; request it again if it is still needed.`,
  )

export const askerNotAllowed = () =>
  new NoLonger(
    'not_allowed',
    'The person who requested this no longer has access that allows it. Nothing was changed.',
  )

/** Of an approved change that goes on by itself. */
export const notYet =
  'IBM Cloud took too long or wasn’t available, so nothing was sent yet. We keep trying for an hour after the approval.'

const ended: Partial<Record<ChangeStatus, string>> = {
  declined: 'was declined',
  withdrawn: 'was withdrawn by the person who requested it',
  expired: 'expired without a decision',
}

export function alreadyDecided({ status, decider }: ChangeRequestRow): AppError {
  const how = ended[status] ?? 'was approved'
  const by = decider && status !== 'withdrawn' ? ` by ${decider.name}` : ''
  return new AppError('already_decided', `This change request ${how}${by}. Nothing was changed.`, {
    reason: status,
  })
}

export function ownRequest(): AppError {
  return new AppError(
    'not_allowed',
    'You requested this change, so another administrator has to decide. Nothing was changed.',
    { reason: 'own_request' },
  )
}

export function othersRequest(): AppError {
  return new AppError(
    'not_allowed',
    'Only the person who requested a change can withdraw it. You can decline it. Nothing was changed.',
    { reason: 'not_own_request' },
  )
}
