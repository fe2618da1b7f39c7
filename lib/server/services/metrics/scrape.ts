import 'server-only'
import { jobsNow } from '@/lib/fleet/cells'
import { countPendingDeliveries } from '@/lib/server/db/alert-deliveries'
import { type Db, getDb } from '@/lib/server/db/client'
import { sumGapsByDataset } from '@/lib/server/db/fleet-gaps'
import { dayMs } from '@/lib/server/db/fleet-history'
import { env } from '@/lib/server/env'
import { usage } from '@/lib/server/ibm/budget'
import { log } from '@/lib/server/log'
import { type Metrics, metrics } from '@/lib/server/metrics/registry'
import { singleton } from '@/lib/server/singleton'
import { currentTeam } from '@/lib/server/team'
import { teamOwner } from '../collector/owner'
import { usedShare } from '../collector/share'
import { cycleSeconds } from '../overview/collector'
import { isKnownAt } from '../overview/judged'
import { type PictureZone, readPicture } from '../overview/picture'
import { oldestOf } from '../overview/totals'
import { fleetNumbers, labelsOf } from './fleet'

/** Prometheus gives up after 10 s; what this process counts by itself is worth having without the picture. */
const readWithinMs = 5_000

export type Scraped = { contentType: string; text: string }

type Slot = { scraping: Promise<Scraped> | null }
const slot = () => singleton<Slot>('scrape', () => ({ scraping: null }))

/**
 * All metrics in the text format of Prometheus. They tell of the whole team's picture, whoever may see what of it; pictures of
 * people with a right of their own are theirs. Never rejects; concurrent callers share one reading.
 */
export function scrape(): Promise<Scraped> {
  const current = slot()
  current.scraping ??= read().finally(() => {
    current.scraping = null
  })
  return current.scraping
}

async function read(): Promise<Scraped> {
  const all = metrics()
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), readWithinMs)
  try {
    const numbers = await Promise.race([getDb().then(readNumbers), late.promise])
    show(all, numbers)
  } catch (error) {
    log.warn('metrics_without_picture', { error })
    show(all, null)
  } finally {
    clearTimeout(timer)
  }
  return { contentType: all.registry.contentType, text: await all.registry.metrics() }
}

type Numbers = Awaited<ReturnType<typeof readNumbers>>

async function readNumbers(db: Db) {
  const nowMs = Date.now()
  const [picture, team, gaps, pending] = await Promise.all([
    readPicture(db, teamOwner),
    currentTeam(),
    sumGapsByDataset(db, teamOwner, nowMs - dayMs),
    countPendingDeliveries(db),
  ])
  const zones = [...(picture?.zones.values() ?? [])]
  const jobs = zones.flatMap((zone) => jobsNow(zone, zone.jobs, nowMs))
  const labelOf = labelsOf([...jobs.map(({ job }) => job.dataset), ...gaps.keys()])
  const datasets = fleetNumbers(jobs, labelOf, nowMs)
  const lostInDay = new Map([...datasets.keys()].map((dataset) => [dataset, 0]))
  const lose = (dataset: string | null, ms: number) => {
    const label = labelOf(dataset)
    lostInDay.set(label, (lostInDay.get(label) ?? 0) + Math.max(0, ms) / 1_000)
  }
  for (const [dataset, ms] of gaps) lose(dataset, ms)
  for (const { job, standing } of jobs) {
    if (job.gap === null || standing.state === 'gone') continue
    lose(job.dataset, nowMs - Math.max(job.gap.fromMs, nowMs - dayMs))
  }
  const oldest = oldestOf(zones)
  return {
    datasets,
    lostInDay,
    zones: Map.groupBy(zones, (zone) => readingOf(zone, nowMs)),
    oldestSeconds: oldest === null ? null : Math.max(0, nowMs - oldest) / 1_000,
    cycleSeconds: cycleSeconds(zones, nowMs),
    connections: await Promise.all(
      team.connections.map(async ({ id, right }) => ({
        id,
        usage: usage(right.iamId),
        collected: await usedShare(db, right.iamId),
      })),
    ),
    pending,
  }
}

const readings = ['current', 'old', 'never', 'without_logpush'] as const

function readingOf(zone: PictureZone, nowMs: number): (typeof readings)[number] {
  if (zone.isWithout) return 'without_logpush'
  if (zone.readAt === null) return 'never'
  return isKnownAt(zone, nowMs) ? 'current' : 'old'
}

/** null: nothing of it could be read, and what was said before is no longer so. */
function show(all: Metrics, numbers: Numbers | null): void {
  const { jobs, zones, delay, lost, lostInDay, oldest, cycle, budgetLeft, shareUsed } = all
  const { pendingDeliveries } = all
  const gauges = [jobs, zones, delay, lost, lostInDay, budgetLeft, shareUsed]
  for (const gauge of gauges) gauge.reset()
  // Without labels a gauge that is reset says 0; these say nothing.
  for (const gauge of [oldest, cycle, pendingDeliveries]) gauge.remove()
  all.isReadable.set(numbers === null ? 0 : 1)
  if (numbers === null) return
  for (const [dataset, own] of numbers.datasets) {
    for (const [state, count] of own.jobs) jobs.set({ state, dataset }, count)
    lost.set({ dataset }, own.lostSeconds)
    for (const [statistic, seconds] of Object.entries(own.delays ?? {})) {
      delay.set({ dataset, statistic }, seconds)
    }
  }
  for (const [dataset, seconds] of numbers.lostInDay) lostInDay.set({ dataset }, seconds)
  for (const reading of readings) zones.set({ reading }, numbers.zones.get(reading)?.length ?? 0)
  if (numbers.oldestSeconds !== null) oldest.set(numbers.oldestSeconds)
  if (numbers.cycleSeconds !== null) cycle.set(numbers.cycleSeconds)
  pendingDeliveries.set(numbers.pending)
  const { IBMCLOUD_CIS_RATE_LIMIT: limit } = env()
  if (limit === 0) return
  for (const { id, usage: own, collected } of numbers.connections) {
    budgetLeft.set({ connection: id }, Math.max(0, own.limit - own.used))
    shareUsed.set({ connection: id }, collected / limit)
  }
}
