import 'server-only'
import { byId, isNewer, jobsNow } from '@/lib/fleet/cells'
import { deliveringShare } from '@/lib/fleet/history'
import type { JobHistory } from '@/lib/schemas/history'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { readGaps } from '@/lib/server/db/fleet-gaps'
import { dayMs, listDelays } from '@/lib/server/db/fleet-history'
import { type FleetJob, listFleetJobs } from '@/lib/server/db/fleet-jobs'
import { readSpans } from '@/lib/server/db/fleet-spans'
import { getJob } from '../jobs/get'
import { seenFleet } from '../overview/seen'
import { outsideOf } from './outside'
import { pausersOf } from './pausers'
import { tell, time, toStates } from './stretches'

type JobPlace = { instanceId: string; zoneId: string; jobId: string }

/** More stretches, or gaps, than these nobody can tell apart on a screen. */
const mostStretches = 400
const mostGaps = 100

/**
 * What became of a job's logs over the last days, as it was seen: nothing, where nobody has looked at it yet. IBM is asked only
 * whether such a job exists; throws NotFoundError where it doesn't, or what else IBM says.
 */
export async function getHistory(
  ctx: ServiceContext,
  { instanceId, zoneId, jobId }: JobPlace,
  days: number,
): Promise<JobHistory> {
  const { zones } = await seenFleet(ctx)
  const zone = zones.find((one) => one.zoneId === zoneId && one.instanceId === instanceId)
  const nowMs = Date.now()
  const fromMs = nowMs - days * dayMs
  const place = { instanceId, zoneId }
  if (!zone) {
    await getJob(ctx, place, jobId)
    return unseen(fromMs, nowMs)
  }
  const db = await getDb()
  const stepMs = (days * dayMs) / (mostStretches / 2)
  const of = { zoneId, jobId, fromMs }
  const [spans, gaps, delays, jobs] = await Promise.all([
    readSpans(db, zone.owner, of, { limit: mostStretches, stepMs }),
    readGaps(db, zone.owner, { ...of, toMs: nowMs }, mostGaps),
    listDelays(db, zone.owner, of, fromMs),
    listFleetJobs(db, zone.owner, [zoneId]),
  ])
  const own = jobs.filter(({ id }) => id === jobId)
  if (own.length === 0 && !spans.has(jobId)) await getJob(ctx, place, jobId)
  const now = byId(jobsNow(zone, zone.jobs, nowMs)).get(jobId)
  const kept = spans.get(jobId)
  const { stretches, times } = kept
    ? tell(kept, now, { fromMs, nowMs, stepMs })
    : { stretches: [], times: [] }
  const pausers = await pausersOf(db, { zoneId, jobId }, stretches)
  const open = now?.job.gap
    ? [{ ...now.job.gap, toMs: null, lostMs: nowMs - now.job.gap.fromMs, count: 1 }]
    : []
  return {
    from: time(fromMs),
    to: time(nowMs),
    job: lastKnown(newestOf(own)),
    states: toStates(stretches).map((state) => {
      const by = pausers.get(Date.parse(state.from))
      return { ...state, ...(by !== undefined && state.state === 'paused' && { by }) }
    }),
    gaps: [...gaps, ...open].map(({ fromMs: start, toMs, lostMs, cause, count }) => ({
      from: time(start),
      to: toMs === null ? null : time(toMs),
      lostSeconds: Math.max(0, Math.round(lostMs / 1_000)),
      cause,
      ...(count > 1 && { count }),
    })),
    delays: delays.map(({ atMs, seconds }) => ({ at: time(atMs), seconds })),
    deliveringShare: deliveringShare(times),
    outside: await outsideOf(db, zone.owner, newestOf(own), fromMs),
  }
}

/** Of several that had the id one after the other the newest. */
const newestOf = (jobs: readonly FleetJob[]): FleetJob | undefined =>
  [...jobs].sort((one, other) => (isNewer(one, other) ? -1 : 1))[0]

function lastKnown(job: FleetJob | undefined): JobHistory['job'] {
  if (!job) return null
  return {
    name: job.name,
    dataset: job.dataset,
    destination: { kind: job.kind, place: job.place },
    lastComplete: job.completeMs === null ? null : time(job.completeMs),
    limitSeconds: Math.round(job.limitMs / 1_000),
    seenAt: time(job.readMs),
    goneAt: job.goneMs === null ? null : time(job.goneMs),
    goneBy: job.goneBy,
  }
}

const unseen = (fromMs: number, nowMs: number): JobHistory => ({
  from: time(fromMs),
  to: time(nowMs),
  job: null,
  states: [],
  gaps: [],
  delays: [],
  deliveringShare: null,
  outside: [],
})
