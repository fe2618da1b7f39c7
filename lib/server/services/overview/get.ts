import 'server-only'
import { type JobNow, lostSeconds } from '@/lib/fleet/cells'
import { cycleMs } from '@/lib/fleet/schedule'
import { isLosing } from '@/lib/fleet/standing'
import type { JobState } from '@/lib/schemas/job'
import type { Happening, Overview } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { type FleetHappening, listEvents, listGaps } from '@/lib/server/db/fleet-history'
import { env } from '@/lib/server/env'
import { currentTeam } from '@/lib/server/team'
import { hasOwnRight } from '../admission/admit'
import { shareLimit, usedShare } from '../collector/share'
import { attentionOf } from './attention'
import { fourDatasets, type JudgedZone, judgeZone, time } from './judged'
import type { PictureZone } from './picture'
import { seenFleet } from './seen'
import { readMarks } from './zones'

const dayMs = 86_400_000
/** More than this no page shows, and no person reads. */
const maxHappenings = 500

/** How the fleet is, as far as this person sees it. */
export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  const nowMs = Date.now()
  const db = await getDb()
  const [{ zones, pictures, owners }, marks] = await Promise.all([seenFleet(ctx), readMarks()])
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
    attention: attentionOf(judged, nowMs),
    sinceYesterday: events.slice(0, maxHappenings).map(toHappening),
    datasets: datasetsOf(judged),
    instances: [...names.values()].filter(({ id }) => shown.has(id)),
    collector: await collectorOf(ctx, zones, oldest, nowMs),
  }
}

function oldestOf(zones: readonly PictureZone[]): number | null {
  const times = zones.flatMap(({ readAt }) => readAt ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

function totalsOf(zones: readonly JudgedZone[], jobs: readonly JobNow[]): Overview['totals'] {
  const count: Record<JobState, number> = {
    never_ran: 0,
    delivering: 0,
    quiet: 0,
    late: 0,
    failing: 0,
    paused: 0,
    disabled_by_service: 0,
    off: 0,
    gone: 0,
    not_known: 0,
  }
  for (const { standing } of jobs) count[standing.state]++
  return {
    zones: zones.length,
    zonesRead: zones.filter(({ zone }) => zone.readAt !== null || zone.isWithout).length,
    zonesNotKnown: zones.filter(({ zone, isKnown }) => zone.readAt !== null && !isKnown).length,
    jobs: jobs.length - count.gone,
    ...count,
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

async function collectorOf(
  ctx: ServiceContext,
  zones: readonly PictureZone[],
  oldest: number | null,
  nowMs: number,
): Promise<Overview['collector']> {
  const { IBMCLOUD_CIS_RATE_LIMIT: limit, COLLECTOR_BUDGET_SHARE: share } = env()
  const { connections } = await currentTeam()
  const db = await getDb()
  const identities = new Set([
    ...connections.map(({ right }) => right.iamId),
    ...(hasOwnRight(ctx) ? [ctx.credential.iamId] : []),
  ])
  const used = await Promise.all([...identities].map((identity) => usedShare(db, identity)))
  const isOld = (zone: PictureZone) => zone.readAt !== null && nowMs - zone.readAt > zone.goodForMs
  const old = zones.filter(isOld).length
  const isStarting =
    zones.length === 0 ||
    zones.some(({ readAt, failures, isWithout }) => readAt === null && failures === 0 && !isWithout)
  return {
    state:
      share === 0 || identities.size === 0
        ? 'off'
        : old > 0 && old === zones.length
          ? 'stopped'
          : isStarting
            ? 'starting'
            : old > 0
              ? 'behind'
              : 'running',
    oldest: time(oldest),
    cycleSeconds:
      zones.length === 0 ? null : Math.round(cycleMs(zones.length, shareLimit()) / 1_000),
    budgetShare: limit === 0 ? 0 : Math.max(0, ...used) / limit,
    budgetLimit: limit === 0 ? share : shareLimit() / limit,
  }
}
