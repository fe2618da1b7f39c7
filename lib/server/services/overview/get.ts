import 'server-only'
import { lostSeconds } from '@/lib/fleet/cells'
import { isLosing } from '@/lib/fleet/standing'
import type { Happening, Overview } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { type FleetHappening, listEvents, listGaps } from '@/lib/server/db/fleet-history'
import { attentionOf } from './attention'
import { collectorOf } from './collector'
import { fourDatasets, type JudgedZone, judgeZone, time } from './judged'
import { seenFleet } from './seen'
import { teamsFor } from './teams'
import { oldestOf, totalsOf } from './totals'
import { readMarks } from './zones'

const dayMs = 86_400_000
/** More than this no page shows, and no person reads. */
const maxHappenings = 500

/** How the fleet is, as far as this person sees it. */
export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  const nowMs = Date.now()
  const db = await getDb()
  const [fleet, marks, teams] = await Promise.all([seenFleet(ctx), readMarks(), teamsFor(ctx)])
  const { zones, pictures, owners } = fleet
  const judged = zones.map((zone) => judgeZone(zone, marks, nowMs))
  const seen = new Map(zones.map((zone) => [zone.zoneId, zone]))
  const isShown = (owner: string) => (of: { zoneId: string }) =>
    seen.get(of.zoneId)?.owner === owner
  const parts = await Promise.all(
    owners.map(async (owner) => ({
      events: (await listEvents(db, owner, nowMs - dayMs, maxHappenings * 4)).filter(
        isShown(owner),
      ),
      gaps: (await listGaps(db, owner, { fromMs: nowMs - dayMs, toMs: nowMs })).filter(
        isShown(owner),
      ),
    })),
  )
  const events = parts.flatMap((part) => part.events).sort((one, other) => other.atMs - one.atMs)
  const closed = parts
    .flatMap((part) => part.gaps)
    .reduce((sum, { fromMs, toMs }) => sum + (toMs - Math.max(fromMs, nowMs - dayMs)) / 1_000, 0)
  const jobs = judged.flatMap((one) => one.jobs)
  const open = jobs.reduce(
    (sum, job) => sum + Math.min(dayMs / 1_000, lostSeconds(job, nowMs) ?? 0),
    0,
  )
  const oldest = oldestOf(zones)
  const names = new Map(pictures.flatMap(({ head }) => head.instances).map((one) => [one.id, one]))
  const shown = new Set(zones.map(({ instanceId }) => instanceId))
  return {
    asOf: time(oldest),
    totals: totalsOf(judged, jobs),
    lostSeconds: Math.round(closed + open),
    attention: await attentionOf(ctx, judged, nowMs),
    sinceYesterday: events.slice(0, maxHappenings).map(toHappening),
    datasets: datasetsOf(judged),
    instances: [...names.values()].filter(({ id }) => shown.has(id)),
    teams: [...(teams?.names ?? [])],
    collector: await collectorOf(ctx, fleet, oldest, nowMs),
  }
}

function datasetsOf(zones: readonly JudgedZone[]): Overview['datasets'] {
  const found = new Map(fourDatasets.map((dataset) => [dataset, { jobs: 0, losing: 0 }]))
  for (const { cells } of zones) {
    for (const [dataset, cell] of cells) {
      const sum = found.get(dataset) ?? { jobs: 0, losing: 0 }
      for (const { standing } of cell.jobs) {
        if (standing.state !== 'gone') sum.jobs++
        if (isLosing(standing.state)) sum.losing++
      }
      found.set(dataset, sum)
    }
  }
  return [...found].map(([dataset, sum]) => ({ dataset, ...sum }))
}

/** What only a person does; who did it is known where it was done here. */
const byPeople = new Set(['created', 'changed', 'gone', 'paused', 'resumed'])

function toHappening(event: FleetHappening): Happening {
  const { instanceId, zoneId, zoneName, jobId, jobName } = event
  return {
    kind: event.kind,
    at: new Date(event.atMs).toISOString(),
    zone: { id: zoneId, name: zoneName, instanceId },
    job: { id: jobId, name: jobName },
    cause: event.cause,
    by: event.who,
    isOutside: byPeople.has(event.kind) && event.who === null,
  }
}
