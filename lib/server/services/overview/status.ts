import 'server-only'
import { isMissed, jobsNow } from '@/lib/fleet/cells'
import { isLosing } from '@/lib/fleet/standing'
import type { OverviewStatus } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { usage } from '@/lib/server/ibm/budget'
import { cycleSeconds, readersOf, stateOf } from './collector'
import { isKnownAt, time } from './judged'
import { seenFleet } from './seen'

/** What every page shows of the fleet, as far as this person sees it; asked for often, so it reads nothing but the picture. */
export async function getOverviewStatus(ctx: ServiceContext): Promise<OverviewStatus> {
  const nowMs = Date.now()
  const fleet = await seenFleet(ctx)
  const { zones } = fleet
  const readers = await readersOf(ctx, fleet)
  let newest: number | null = null
  let read = 0
  let notKnown = 0
  let notDelivering = 0
  for (const zone of zones) {
    const { readAt, isWithout, jobs } = zone
    if (readAt !== null) newest = Math.max(newest ?? 0, readAt)
    if (readAt !== null || isWithout) read++
    if (isMissed({ ...zone, isKnown: isKnownAt(zone, nowMs) })) notKnown++
    for (const { standing } of jobsNow(zone, jobs, nowMs)) {
      if (isLosing(standing.state)) notDelivering++
    }
  }
  const budgets = readers.identities.map(usage).filter(({ limit }) => limit > 0)
  const most = budgets.reduce<(typeof budgets)[number] | null>(
    (found, one) => (found === null || one.used > found.used ? one : found),
    null,
  )
  return {
    asOf: time(newest),
    zones: zones.length,
    zonesRead: read,
    zonesNotKnown: notKnown,
    notDelivering,
    state: stateOf(zones, readers, nowMs),
    cycleSeconds: cycleSeconds(zones, nowMs),
    budget: most && { used: most.used, limit: most.limit },
  }
}
