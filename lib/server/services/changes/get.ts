import 'server-only'
import { grantsOn } from '@/lib/grants/decide'
import type { ChangeAccess, ChangeRequest } from '@/lib/schemas/change-request'
import type { ServiceContext } from '@/lib/server/context'
import type { ChangeRequestRow } from '@/lib/server/db/change-requests'
import { getDb } from '@/lib/server/db/client'
import { callerOf } from './asker'
import { findVisible } from './find'
import { toChange } from './to-change'

/** One change, with what its asker may do on the zone now. */
export async function getChange(ctx: ServiceContext, id: string): Promise<ChangeRequest> {
  const row = await findVisible(await getDb(), ctx, id)
  return { ...toChange(row), access: await accessOf(row) }
}

async function accessOf(row: ChangeRequestRow): Promise<ChangeAccess[]> {
  const caller = await callerOf(row.asker.id)
  if (caller?.rights.by !== 'grants') return []
  const { instanceId, zoneId, zoneName: name } = row
  const counting = grantsOn(caller.rights.grants, { instanceId, zoneId, name }, Date.now())
  return counting.map(({ role, subject, rails }) => ({
    role,
    through: subject.kind === 'group' ? subject.name : null,
    rails,
  }))
}
