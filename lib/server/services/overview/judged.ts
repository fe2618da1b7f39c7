import 'server-only'
import {
  byDataset,
  cellJobs,
  isThere,
  type JobNow,
  jobsNow,
  lostSeconds,
  worstOf,
} from '@/lib/fleet/cells'
import { isLosing } from '@/lib/fleet/standing'
import { datasetWords } from '@/lib/jobs/dataset'
import type { CellState, OverviewCell, OverviewZone } from '@/lib/schemas/overview'
import type { CoverageMark } from '@/lib/server/db/coverage'
import { dayMs } from '@/lib/server/db/fleet-history'
import { lossDays, type PictureZone } from './picture'

export type JudgedCell = { state: CellState; jobs: readonly JobNow[]; mark: CoverageMark | null }

/** A zone with the states of its jobs at one moment. */
export type JudgedZone = {
  zone: PictureZone
  jobs: readonly JobNow[]
  cells: ReadonlyMap<string, JudgedCell>
  /** It was read, and not too long ago. */
  isKnown: boolean
  lostSeconds: number | null
}

export const fourDatasets = Object.keys(datasetWords)

export type Marks = ReadonlyMap<string, ReadonlyMap<string, CoverageMark>>

/** So long a judgement holds: less than anything that is shown of it counts in. */
const holdsMs = 2_000
const held = new WeakMap<PictureZone, { judged: JudgedZone; atMs: number }>()

/**
 * A zone at a moment. A page asks for several things of the same 5,000 zones at once, and again with each word that is typed
 * into its filter, so a judgement is kept for a moment, for as long as the zone's picture is the same.
 */
export function judgeZone(zone: PictureZone, marks: Marks, nowMs: number): JudgedZone {
  const own = marks.get(zone.zoneId)
  // Marks are read anew each time; few zones have any.
  if (own) return judge(zone, own, nowMs)
  const before = held.get(zone)
  if (before && nowMs >= before.atMs && nowMs - before.atMs < holdsMs) return before.judged
  const judged = judge(zone, own, nowMs)
  held.set(zone, { judged, atMs: nowMs })
  return judged
}

function judge(
  zone: PictureZone,
  marks: ReadonlyMap<string, CoverageMark> | undefined,
  nowMs: number,
): JudgedZone {
  const jobs = jobsNow(zone, zone.jobs, nowMs)
  const sets = byDataset(jobs)
  const isKnown = isKnownAt(zone, nowMs)
  const cells = new Map<string, JudgedCell>()
  for (const dataset of [...fourDatasets, ...[...sets.keys()].sort()]) {
    if (cells.has(dataset)) continue
    const said = marks?.get(dataset)
    // One that is gone is missed by nobody where none is needed.
    const own = cellJobs(sets.get(dataset) ?? []).filter((job) => !said || isThere(job))
    const mark = zone.isWithout ? withoutLogpush(zone.zoneId, dataset) : (said ?? null)
    const state =
      worstOf(own)?.standing.state ?? (!isKnown ? 'not_known' : mark ? 'not_needed' : 'none')
    cells.set(dataset, { state, jobs: own, mark })
  }
  const mostSeconds = (lossDays * dayMs) / 1_000
  const losses = jobs.map((job) => Math.min(mostSeconds, lostSeconds(job, nowMs) ?? 0))
  return {
    zone,
    jobs,
    cells,
    isKnown,
    lostSeconds:
      zone.readAt === null && !zone.isWithout
        ? null
        : losses.reduce((sum, one) => sum + one, Math.round(zone.missedMs / 1_000)),
  }
}

/** Whether it was read, and not too long ago. */
export const isKnownAt = ({ isWithout, readAt, goodForMs }: PictureZone, nowMs: number): boolean =>
  isWithout || (readAt !== null && nowMs - readAt <= goodForMs)

/** Nobody needs what the plan can't give. */
const withoutLogpush = (zoneId: string, dataset: string): CoverageMark => ({
  zoneId,
  dataset,
  reason: 'The plan has no Logpush',
  by: '',
  at: 0,
})

export const time = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString()

export function toOverviewZone({ zone, cells, isKnown, lostSeconds }: JudgedZone): OverviewZone {
  return {
    instanceId: zone.instanceId,
    zoneId: zone.zoneId,
    zoneName: zone.name,
    asOf: time(zone.readAt),
    isKnown,
    lostSeconds,
    cells: Object.fromEntries([...cells].map(([dataset, cell]) => [dataset, toCell(cell)])),
  }
}

function toCell({ state, jobs, mark }: JudgedCell): OverviewCell {
  return {
    state,
    since: time(worstOf(jobs)?.standing.sinceMs ?? null),
    jobs: jobs.map(({ job, standing }) => ({
      id: job.id,
      name: job.name,
      state: standing.state,
      lastComplete: time(job.completeMs),
    })),
    ...(state === 'not_needed' && mark && { reason: mark.reason, by: mark.by }),
  }
}

/** Whether somebody has to look: logs don't arrive, or late, or not a first one. */
export const isOpen = ({ state, jobs }: Pick<JudgedCell, 'state' | 'jobs'>): boolean =>
  state === 'late' ||
  (state !== 'none' && state !== 'not_needed' && isLosing(state)) ||
  jobs.some(({ overdueMs }) => overdueMs !== null)
