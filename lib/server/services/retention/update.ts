import 'server-only'
import type { Retention } from '@/lib/schemas/zone'
import type { SignedInContext } from '@/lib/server/context'
import { UpstreamError } from '@/lib/server/errors'
import { getRetention, setRetention } from '@/lib/server/ibm/cis'
import { audited } from '../audited'
import { cisContext, type ZonePlace } from '../cis-context'

/** Turns log retention on or off. An answer that got lost is made good by reading the flag back. */
export async function updateRetention(
  ctx: SignedInContext,
  place: ZonePlace,
  enabled: boolean,
): Promise<Retention> {
  const target = await cisContext(ctx, place.instanceId)
  const before = await getRetention(target, place.zoneId)
  if (before === enabled) return { enabled }
  const attempt = {
    action: 'retention.update',
    verb: 'retention',
    ...place,
    before: { enabled: before },
    after: { enabled },
  } as const
  return audited(ctx, attempt, async () => {
    try {
      const { correlationId, enabled: now } = await setRetention(target, place.zoneId, enabled)
      return { result: { enabled: now }, correlationId, after: { enabled: now } }
    } catch (error) {
      if (!(error instanceof UpstreamError) || !error.maybeCarriedOut) throw error
      const found = await getRetention(target, place.zoneId).catch(() => null)
      if (found !== enabled) throw error
      return { result: { enabled }, after: { enabled } }
    }
  })
}
