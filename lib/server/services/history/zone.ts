import 'server-only'
import { byId, jobsNow } from '@/lib/fleet/cells'
import type { ZoneHistory } from '@/lib/schemas/history'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { readSpans } from '@/lib/server/db/fleet-spans'
import { seenFleet } from '../overview/seen'
import { getZone } from '../zones/get'
import { tell, time, toStates } from './stretches'

const hourMs = 3_600_000
/** Of all jobs of a zone; beyond them those of one step are summed up. */
const mostStretches = 1_000
/** As many as a line in a table has bars. */
const steps = 48

/**
 * What each job of a zone was in the last hours, by one question to our own database; of jobs nobody has seen nothing. Of a zone
 * that nobody has seen, IBM is asked whether it exists; throws NotFoundError where it doesn't, or what else IBM says.
 */
export async function getZoneHistory(
  ctx: ServiceContext,
  { instanceId, zoneId }: ZonePlace,
  hours: number,
): Promise<ZoneHistory> {
  const nowMs = Date.now()
  const fromMs = nowMs - hours * hourMs
  const { zones } = await seenFleet(ctx)
  const zone = zones.find((one) => one.zoneId === zoneId && one.instanceId === instanceId)
  const empty = { from: time(fromMs), to: time(nowMs), zone: null, jobs: [] }
  if (!zone) {
    await getZone(ctx, { instanceId, zoneId })
    return empty
  }
  const stepMs = (hours * hourMs) / steps
  const limits = { limit: mostStretches, stepMs }
  const kept = await readSpans(await getDb(), zone.owner, { zoneId, fromMs }, limits)
  const now = byId(jobsNow(zone, zone.jobs, nowMs))
  return {
    ...empty,
    zone: { name: zone.name, asOf: zone.readAt === null ? null : time(zone.readAt) },
    jobs: [...kept].map(([id, spans]) => ({
      id,
      name: now.get(id)?.job.name ?? null,
      dataset: now.get(id)?.job.dataset ?? null,
      states: toStates(tell(spans, now.get(id), { fromMs, nowMs, stepMs }).stretches),
    })),
  }
}
