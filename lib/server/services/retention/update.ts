import 'server-only'
import type { Retention, ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { getRetention, setRetention } from '@/lib/server/ibm/cis'
import { audited } from '../audited'
import { cisContext } from '../gate'
import { isOpen, notDone, readBack } from '../read-back'

/** Turns log retention on or off. An answer that got lost is made good by reading the flag back. */
export async function updateRetention(
  ctx: ServiceContext,
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
      if (!isOpen(error)) throw error
      const found = await readBack(target.deadlineMs, async () => {
        const now = await getRetention(target, place.zoneId)
        return now === enabled ? { enabled } : null
      })
      if (found === 'not_done') throw notDone(error, 'retention', 'log retention is as it was.')
      if (found === 'unreadable') throw error
      return { result: found, correlationId: error.facts.correlationId, after: found }
    }
  })
}
