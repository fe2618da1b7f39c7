import 'server-only'
import { LRUCache } from 'lru-cache'
import { accessOf } from '@/lib/grants/access'
import type { Retention, ZoneDetail, ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { noteRecentZone } from '@/lib/server/db/recent-zones'
import { type ErrorCode, UpstreamError } from '@/lib/server/errors'
import { type CisContext, getRetention } from '@/lib/server/ibm/cis'
import * as cis from '@/lib/server/ibm/cis-zones'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { zoneContext } from '../gate'
import { toZone } from './list'
import { noteZoneName } from './names'

/** A zone with its log retention, always asked anew; notes that this person uses it. */
export async function getZone(ctx: ServiceContext, place: ZonePlace): Promise<ZoneDetail> {
  const target = await zoneContext(ctx, place)
  const [wire, retention] = await Promise.all([
    cis.getZone(target, place.zoneId),
    retentionOf(target, place.zoneId),
  ])
  noteZoneName(ctx.credential, wire.id, wire.name)
  noteUse(ctx, place, wire.name)
  const access = ctx.rights?.by === 'grants' ? accessOf(ctx.rights.grants) : null
  return { ...toZone(wire), retention, ...(access && { access }) }
}

/**
 * A refusal of this one call leaves the zone readable, whether it is for the plan or for the role; how IBM says the one or
 * the other is unproven. No answer at all, or a token that is refused, is an error like any other.
 */
async function retentionOf(target: CisContext, zoneId: string): Promise<Retention> {
  try {
    return { enabled: await getRetention(target, zoneId) }
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.failure !== 'refused') throw error
    const { code } = toAppError(error, { verb: 'read' })
    if (code === 'ibm_token_refused') throw error
    const reason = reasons[code]
    return { enabled: null, ...(reason && { reason }) }
  }
}

const reasons: Partial<Record<ErrorCode, Retention['reason']>> = {
  plan_required: 'plan',
  role_missing: 'role',
}

const useEveryMs = 60_000
const lastUses = () =>
  singleton('recent-zone-uses', () => new LRUCache<string, number>({ max: 10_000 }))

/**
 * Nobody waits for it: a zone's page is not there for the list of zones used last. A page that refreshes by itself
 * should not write a row each time.
 */
function noteUse({ principal, requestId }: ServiceContext, place: ZonePlace, zoneName: string) {
  const owner = { accountId: principal.account?.id ?? '', userId: principal.id }
  const key = `${owner.accountId} ${owner.userId} ${place.zoneId}`
  const uses = lastUses()
  if (Date.now() - (uses.get(key) ?? 0) < useEveryMs) return
  uses.set(key, Date.now())
  getDb()
    .then((db) => noteRecentZone(db, owner, { ...place, zoneName }))
    .catch((error: unknown) => {
      uses.delete(key)
      log.warn('recent_zone_not_noted', { requestId, zoneId: place.zoneId, error })
    })
}
