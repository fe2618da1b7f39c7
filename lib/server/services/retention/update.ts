import 'server-only'
import type { Retention, ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { getRetention } from '@/lib/server/ibm/cis'
import { carryOut } from '../carry-out'
import { zoneContext } from '../gate'
import { makePlan, type Plan } from '../plan'

/** Turns log retention on or off. */
export async function updateRetention(
  ctx: ServiceContext,
  place: ZonePlace,
  enabled: boolean,
): Promise<Retention> {
  const plan = await planRetention(ctx, place, enabled)
  if (plan === null) return { enabled }
  const { retention } = await carryOut(ctx, plan)
  return { enabled: retention ?? enabled }
}

/** null: it is so already. */
async function planRetention(
  ctx: ServiceContext,
  place: ZonePlace,
  enabled: boolean,
): Promise<Plan | null> {
  const target = await zoneContext(ctx, place)
  const before = await getRetention(target, place.zoneId)
  if (before === enabled) return null
  return makePlan(
    { action: 'retention.update', place, before: { enabled: before }, after: { enabled } },
    { flag: enabled },
  )
}
