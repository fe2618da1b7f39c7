import 'server-only'
import { grantsOn, roleOf } from '@/lib/grants/decide'
import { isAtLeast } from '@/lib/grants/grant'
import type { Role } from '@/lib/schemas/grant'
import type { ServiceContext } from '@/lib/server/context'
import { type ChangeRequestRow, findChangeRequest } from '@/lib/server/db/change-requests'
import type { Db } from '@/lib/server/db/client'
import { NotFoundError } from '@/lib/server/errors'
import { administersAll } from '@/lib/server/rights'
import { isAsker } from './self'

/**
 * Whether a program reaches the zone of a change with its token, by this role at least: of its person's it sees and takes
 * back no more than that. Whoever is there in person reaches all of their own.
 */
export function isInReach(
  { principal, rights }: Pick<ServiceContext, 'principal' | 'rights'>,
  { instanceId, zoneId, zoneName: name }: ChangeRequestRow,
  least: Role = 'viewer',
): boolean {
  if (principal.kind !== 'token' || rights?.by !== 'grants') return true
  const role = roleOf(grantsOn(rights.grants, { instanceId, zoneId, name }, Date.now()))
  return role !== null && isAtLeast(role, least)
}

/** Throws NotFoundError, the same for one that is not there and for somebody else's. */
export async function findVisible(
  db: Db,
  ctx: ServiceContext,
  id: string,
): Promise<ChangeRequestRow> {
  const row = await findChangeRequest(db, id)
  const isOwn = row && isAsker(ctx.principal, row) && isInReach(ctx, row)
  if (!row || !(administersAll(ctx) || isOwn)) {
    throw new NotFoundError('change request')
  }
  return row
}
