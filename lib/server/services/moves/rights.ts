import 'server-only'
import { grantsOn, roleOf } from '@/lib/grants/decide'
import { isAtLeast, isByName, isLive } from '@/lib/grants/grant'
import type { Rights, ServiceContext } from '@/lib/server/context'
import type { MoveRow } from '@/lib/server/db/moves'
import { nameOfZone } from '../admission/directory'
import { callerOf } from '../changes/asker'

/**
 * The context in which a move goes on, with what is granted now to who asked for it: a connection's right is theirs no longer
 * than that. It was approved when it began, where that was needed. Whoever has a right of their own goes on with that.
 */
export async function withRightsOf(ctx: ServiceContext, move: MoveRow): Promise<ServiceContext> {
  const rights = await rightsNow(ctx, move)
  return rights ? { ...ctx, rights, place: move.place, approved: true } : ctx
}

/** Whether they may still change the zone. A write that is under way, or the old job gone, leaves nothing to stop. */
export function hasEnded({ rights }: ServiceContext, { state, stepId }: MoveRow): boolean {
  if (rights?.by !== 'grants' || stepId !== null || state === 'renaming') return false
  const role = roleOf(rights.grants)
  return role === null || !isAtLeast(role, 'editor')
}

async function rightsNow(
  ctx: ServiceContext,
  { principal: { kind, id, personId }, place }: MoveRow,
): Promise<Rights | null> {
  if (kind === 'ibm') return null
  const rights = (await callerOf(personId ?? id))?.rights
  const all = rights?.by === 'grants' ? rights.grants : []
  const live = all.filter((grant) => isLive(grant, Date.now()))
  const by = { credential: ctx.credential, connectionId: ctx.connectionId ?? '' }
  const isNameNeeded = live.some(isByName)
  const name = isNameNeeded ? await nameOfZone(ctx, by, place.instanceId, place.zoneId) : null
  return { by: 'grants', grants: grantsOn(live, { ...place, name }, Date.now()) }
}
