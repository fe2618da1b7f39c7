import 'server-only'
import { isThere, lostSeconds } from '@/lib/fleet/cells'
import { isLosing } from '@/lib/fleet/standing'
import type { Overview } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { type Db, getDb } from '@/lib/server/db/client'
import { sumGaps } from '@/lib/server/db/fleet-gaps'
import { dayMs } from '@/lib/server/db/fleet-history'
import { attentionOf } from './attention'
import { collectorOf } from './collector'
import { happenedTo } from './happened'
import { fourDatasets, type JudgedZone, judgeZone, time } from './judged'
import { ofOwner } from './owned'
import { instanceNames } from './picture'
import { type Seen, seenFleet } from './seen'
import { teamsFor } from './teams'
import { oldestOf, totalsOf } from './totals'
import { readMarks } from './zones'

/** How the fleet is, as far as this person sees it. */
export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  const nowMs = Date.now()
  const db = await getDb()
  const [fleet, marks, teams] = await Promise.all([seenFleet(ctx), readMarks(), teamsFor(ctx)])
  const { zones, pictures } = fleet
  const judged = zones.map((zone) => judgeZone(zone, marks, nowMs))
  const jobs = judged.flatMap((one) => one.jobs)
  const open = jobs.reduce(
    (sum, job) => sum + Math.min(dayMs / 1_000, lostSeconds(job, nowMs) ?? 0),
    0,
  )
  const oldest = oldestOf(zones)
  const [missedMs, attention, happened, collector] = await Promise.all([
    lostInGaps(db, fleet, nowMs),
    attentionOf(ctx, judged, fleet.unread, nowMs),
    happenedTo(db, fleet, nowMs),
    collectorOf(ctx, fleet, oldest, nowMs),
  ])
  const shown = new Set(zones.map(({ instanceId }) => instanceId))
  return {
    asOf: time(oldest),
    totals: totalsOf(judged, jobs),
    lostSeconds: Math.round(missedMs / 1_000 + open),
    attention,
    ...happened,
    datasets: datasetsOf(judged),
    instances: [...instanceNames(pictures)].flatMap(([id, name]) =>
      shown.has(id) ? { id, name } : [],
    ),
    teams: [...(teams?.names ?? [])],
    collector,
  }
}

function datasetsOf(zones: readonly JudgedZone[]): Overview['datasets'] {
  const found = new Map(fourDatasets.map((dataset) => [dataset, { jobs: 0, losing: 0 }]))
  for (const { cells } of zones) {
    for (const [dataset, cell] of cells) {
      const sum = found.get(dataset) ?? { jobs: 0, losing: 0 }
      for (const job of cell.jobs) {
        if (isThere(job)) sum.jobs++
        if (isLosing(job.standing.state)) sum.losing++
      }
      found.set(dataset, sum)
    }
  }
  return [...found].map(([dataset, sum]) => ({ dataset, ...sum }))
}

/** What gaps that ended have cost since yesterday, in ms. */
async function lostInGaps(db: Db, fleet: Seen, nowMs: number): Promise<number> {
  const sums = fleet.owners.flatMap((owner) => {
    const { parts, isSeen } = ofOwner(fleet, owner)
    return parts.map(async (zoneIds) => {
      const missed = await sumGaps(db, owner, zoneIds, nowMs - dayMs)
      return missed.entries().reduce((sum, [zoneId, ms]) => (isSeen(zoneId) ? sum + ms : sum), 0)
    })
  })
  return (await Promise.all(sums)).reduce((sum, ms) => sum + ms, 0)
}
