import { knownDataset } from '@/lib/jobs/dataset'
import type { JobState } from '@/lib/schemas/job'
import { type KnownJob, quietDatasets } from './advance'
import { compareStates, overdueSince, type Standing, standingOf } from './standing'

// What a zone looks like now, by what was read of it: states are judged when they are shown, for time alone makes a reading
// old. Times are epoch ms.

/** What a zone's reading says of all its jobs. */
export type ZoneFacts = {
  status: string
  paused: boolean
  readAt: number | null
  goodForMs: number
}

/** Made once: of 20,000 jobs one for each comparison is most of the time. */
const byName = new Intl.Collator('en')

export type JobNow = {
  job: KnownJob
  standing: Standing
  /** Since when it should have delivered for the first time, though its zone takes traffic; null: it has, or need not yet. */
  overdueMs: number | null
}

/** Worst first, else by name. Jobs that were deleted by this dashboard, or long ago, are to be left out before. */
export function jobsNow(zone: ZoneFacts, jobs: readonly KnownJob[], nowMs: number): JobNow[] {
  const quiet = quietDatasets(
    jobs.filter(({ goneMs }) => goneMs === null),
    zone.readAt ?? 0,
  )
  const isZoneQuiet = zone.paused || zone.status !== 'active'
  return jobs
    .map((job) => {
      const standing = standingOf(
        job,
        {
          // Not the zone's: a reading may have lacked this job.
          readMs: job.readMs,
          goodForMs: zone.goodForMs,
          goneMs: job.goneMs,
          disabled: job.disabled,
          quiet: isZoneQuiet ? 'zone' : quiet.has(job.dataset) ? 'dataset' : null,
          startMs: job.startMs,
          before: job.standing,
        },
        nowMs,
      )
      const isAwaited = standing.state === 'never_ran' && !isZoneQuiet
      return { job, standing, overdueMs: isAwaited ? overdueSince(job) : null }
    })
    .sort(
      (one, other) =>
        compareStates(one.standing.state, other.standing.state) ||
        byName.compare(one.job.name ?? one.job.id, other.job.name ?? other.job.id),
    )
}

/** By id: of several that had one after the other, since ids may be given again, the one that has it, or had it last. */
export function byId(jobs: readonly JobNow[]): Map<string, JobNow> {
  const found = new Map<string, JobNow>()
  for (const one of jobs) {
    const other = found.get(one.job.id)
    if (other === undefined || isNewer(one.job, other.job)) found.set(one.job.id, one)
  }
  return found
}

/** Of two that had an id one after the other. */
export function isNewer(one: KnownJob, other: KnownJob): boolean {
  const [isLiving, wasLiving] = [one.goneMs === null, other.goneMs === null]
  return isLiving === wasLiving ? one.bornMs > other.bornMs : isLiving
}

/**
 * Of two pictures of one zone: where both are of now the one that has followed it for longer, since it knows what was before;
 * else the newer one.
 */
export function betterKnown<Zone extends Reading>(one: Zone, other: Zone, nowMs: number): Zone {
  const isOfNow = ({ readAt, goodForMs }: Reading) => readAt !== null && nowMs - readAt <= goodForMs
  if (isOfNow(one) && isOfNow(other)) {
    return (other.firstReadAt ?? nowMs) < (one.firstReadAt ?? nowMs) ? other : one
  }
  return (other.readAt ?? 0) > (one.readAt ?? 0) ? other : one
}

type Reading = Pick<ZoneFacts, 'readAt' | 'goodForMs'> & { firstReadAt: number | null }

/** Whether its reading is missed: it got too old, or never came although it was tried. Not what has not had its turn yet. */
export const isMissed = ({ isKnown, readAt, failures }: Followed): boolean =>
  !isKnown && (readAt !== null || failures > 0)
type Followed = { isKnown: boolean; readAt: number | null; failures: number }

/** What a dataset is called in all of this. */
export const columnOf = (dataset: string | null): string =>
  knownDataset(dataset) ?? (dataset === unreadable ? null : dataset) ?? 'unknown'

/** No name of a member that zod lets through. */
const unreadable = '__proto__'

/** By the dataset's name: ours where we know it, so that two names of one are one column. */
export function byDataset(jobs: readonly JobNow[]): Map<string, JobNow[]> {
  return Map.groupBy(jobs, ({ job: { dataset } }) => columnOf(dataset))
}

/** How long a job's logs have been missing, in seconds; null: nothing is missing, or nobody knows since when. */
export function lostSeconds({ job, standing }: JobNow, nowMs: number): number | null {
  return job.gap === null || standing.state === 'gone'
    ? null
    : Math.max(0, Math.round((nowMs - job.gap.fromMs) / 1_000))
}

/** A job that is gone is shown so for a while, then forgotten: after what a rule of alerts waits for at most. */
const goneShownForMs = 8 * 86_400_000

export function isShown({ goneMs }: KnownJob, nowMs: number): boolean {
  return goneMs === null || nowMs - goneMs < goneShownForMs
}

/** The worst of several; null: there is none. */
export function worstOf(jobs: readonly JobNow[]): JobNow | null {
  return jobs.reduce<JobNow | null>(
    (worst, one) =>
      worst === null || compareStates(one.standing.state, worst.standing.state) < 0 ? one : worst,
    null,
  )
}

/** Whether a job was there when its zone was read last. */
export const isThere = ({ standing }: JobNow): boolean => standing.state !== 'gone'

/** Of a cell: a job that is gone counts only where no other does its work. */
export function cellJobs(jobs: readonly JobNow[]): JobNow[] {
  const living = jobs.filter(isThere)
  return living.length > 0 ? living : [...jobs]
}

export type CellState = JobState | 'none' | 'not_needed'
