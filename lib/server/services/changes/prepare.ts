import 'server-only'
import { grantsOn } from '@/lib/grants/decide'
import { isAtLeast } from '@/lib/grants/grant'
import type { Permission } from '@/lib/schemas/permission'
import type { Caller, RequestContext, ServiceContext } from '@/lib/server/context'
import type { ChangeRequestRow } from '@/lib/server/db/change-requests'
import { AppError } from '@/lib/server/errors'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { admit } from '../admission/admit'
import { callerOf } from './asker'
import { type Kept, keptOf } from './keep'
import { unchanged } from './unchanged'
import { askerNotAllowed, NoLonger, zoneChanged } from './words'

/** What is to be carried out, and as whom. */
export type Ready = { ctx: ServiceContext; kept: Kept }

const permissionsOf: Record<Kept['plan']['action'], Permission> = {
  'job.create': 'jobs.create',
  'job.update': 'jobs.update',
  'job.pause': 'jobs.update',
  'job.resume': 'jobs.update',
  'job.delete': 'jobs.delete',
  'retention.update': 'retention.update',
  'ownership.challenge': 'challenges.create',
}

/**
 * Lets the asker in with what they may do now, and looks whether the zone is as it was when they asked. Throws NoLonger
 * where it may not be carried out any more, and as AppError what keeps us from finding out.
 */
export async function prepare(request: RequestContext, row: ChangeRequestRow): Promise<Ready> {
  const kept = keptOf(row)
  const caller = await callerOf(row.asker.id)
  if (!kept || !caller) throw askerNotAllowed()
  const permission = kept.kind === 'move' ? 'jobs.move' : permissionsOf[kept.plan.action]
  const admitted = await admit(request, caller, permission, row).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not_allowed') throw askerNotAllowed()
    if (error.code !== 'not_found') throw error
    throw mayStill(caller, row) ? zoneChanged('The zone was removed') : askerNotAllowed()
  })
  const ctx = { ...admitted, approved: true }
  const checked = await unchanged(ctx, kept).catch((thrown: unknown) => {
    if (thrown instanceof NoLonger) throw thrown
    const error = toAppError(thrown, { verb: 'read', what: 'job' })
    throw error.code === 'not_found' ? zoneChanged('The job or its zone was deleted') : error
  })
  return { ctx, kept: checked }
}

/** Whether the grants that they have would still let them, were the zone there. */
function mayStill({ rights }: Caller, { instanceId, zoneId, zoneName }: ChangeRequestRow): boolean {
  const grants = rights.by === 'grants' ? rights.grants : []
  const counting = grantsOn(grants, { instanceId, zoneId, name: zoneName }, Date.now())
  return counting.some(({ role }) => isAtLeast(role, 'editor'))
}
