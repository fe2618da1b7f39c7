import 'server-only'
import type { ZoneDetail, ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { noteRecentZone } from '@/lib/server/db/recent-zones'
import { UpstreamError } from '@/lib/server/errors'
import { type CisContext, getRetention } from '@/lib/server/ibm/cis'
import * as cis from '@/lib/server/ibm/cis-zones'
import { singleton } from '@/lib/server/singleton'
import { cisContext } from '../gate'
import { toZone } from './list'
import { noteZoneName } from './names'

/** A zone with its log retention, always asked anew; notes that this person uses it. */
export async function getZone(ctx: ServiceContext, place: ZonePlace): Promise<ZoneDetail> {
  const target = await cisContext(ctx, place.instanceId)
  const [wire, enabled] = await Promise.all([
    cis.getZone(target, place.zoneId),
    retentionOf(target, place.zoneId),
  ])
  noteZoneName(ctx.credential, wire.id, wire.name)
  await noteUse(ctx, place, wire.name)
  return { ...toZone(wire), retention: { enabled } }
}

/**
 * null: the plan has none. How IBM says so is unproven; a refusal of this one call, with the zone itself readable,
 * is taken for it. No answer at all is an error like any other.
 */
async function retentionOf(target: CisContext, zoneId: string): Promise<boolean | null> {
  try {
    return await getRetention(target, zoneId)
  } catch (error) {
    const refused = error instanceof UpstreamError && error.failure === 'refused'
    if (refused && error.facts.status !== 401) return null
    throw error
  }
}

const useEveryMs = 60_000
const lastUses = () => singleton('recent-zone-uses', () => new Map<string, number>())

/** A page that refreshes by itself should not write a row each time. */
async function noteUse(ctx: ServiceContext, place: ZonePlace, zoneName: string): Promise<void> {
  const key = `${ctx.credential.owner} ${place.zoneId}`
  const uses = lastUses()
  if (Date.now() - (uses.get(key) ?? 0) < useEveryMs) return
  if (uses.size > 10_000) uses.clear()
  uses.set(key, Date.now())
  const owner = { accountId: ctx.principal.account.id, userId: ctx.principal.id }
  await noteRecentZone(await getDb(), owner, { ...place, zoneName })
}
