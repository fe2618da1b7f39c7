import 'server-only'
import { rule } from '@/lib/grants/decide'
import { judgedOf } from '@/lib/grants/judged'
import type { JudgedChange } from '@/lib/grants/rails'
import type { JobSnapshot } from '@/lib/jobs/snapshot'
import type { Permission } from '@/lib/schemas/permission'
import type { ServiceContext } from '@/lib/server/context'
import { AppError } from '@/lib/server/errors'
import type { Plan } from '../plan'
import { notAllowed } from './refusals'

/**
 * Whether a change may be made at once, or has to wait until somebody approves it. Where IBM judges it is free. Throws
 * `not_allowed` for too low a role and `rail`, at the member of the request, for what a guard rail forbids.
 */
export function rulingOn(
  { rights, approved }: Pick<ServiceContext, 'rights' | 'approved'>,
  permission: Permission,
  change: JudgedChange | null,
): 'free' | 'approval' {
  if (rights?.by !== 'grants') return 'free'
  const ruling = rule(rights.grants, permission, change)
  switch (ruling.kind) {
    case 'free':
      return 'free'
    case 'approval':
      return approved ? 'free' : 'approval'
    case 'role':
      throw notAllowed(ruling.needs)
    case 'rail': {
      const { path, message } = ruling.fault
      throw new AppError('rail', `${message}. Nothing was changed.`, {
        errors: [{ path, message }],
      })
    }
  }
}

export const permissionOf: Record<Plan['action'], Permission> = {
  'job.create': 'jobs.create',
  'job.update': 'jobs.update',
  'job.pause': 'jobs.pause',
  'job.resume': 'jobs.resume',
  'job.delete': 'jobs.delete',
  'retention.update': 'retention.update',
  'ownership.challenge': 'challenges.create',
}

/** What guard rails judge of a plan: how things will be. */
export function judgedChange({ after }: Pick<Plan, 'after'>): JudgedChange {
  const { dataset = null, destination } = Object(after) as Partial<JobSnapshot> // Made by snapshotAfter and destinationOf.
  return { dataset, destination: destination ? judgedOf(destination) : null }
}
