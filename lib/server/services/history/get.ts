import 'server-only'
import { jobsNow } from '@/lib/fleet/cells'
import { deliveringShare, stretchesOf } from '@/lib/fleet/history'
import type { JobHistory } from '@/lib/schemas/history'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { dayMs, listDelays, listGaps, listSpans } from '@/lib/server/db/fleet-history'
import { seenFleet } from '../overview/seen'

type JobPlace = { instanceId: string; zoneId: string; jobId: string }

/** What became of a job's logs over the last days, as it was seen: nothing, where nobody has looked at it yet. */
export async function getHistory(
  ctx: ServiceContext,
  { instanceId, zoneId, jobId }: JobPlace,
  days: number,
): Promise<JobHistory> {
  const { zones } = await seenFleet(ctx)
  const zone = zones.find((one) => one.zoneId === zoneId && one.instanceId === instanceId)
  const nowMs = Date.now()
  const fromMs = nowMs - days * dayMs
  if (!zone) return unseen(fromMs, nowMs)
  const db = await getDb()
  const of = { zoneId, jobId }
  const [spans, gaps, delays] = await Promise.all([
    listSpans(db, zone.owner, of, fromMs),
    listGaps(db, zone.owner, { ...of, fromMs, toMs: nowMs }),
    listDelays(db, zone.owner, of, fromMs),
  ])
  const now = jobsNow(zone, zone.jobs, nowMs).find(({ job }) => job.id === jobId)
  // What time alone has made of it since it was read.
  const last = spans.at(-1)
  if (now && last && now.standing.state !== last.state) {
    const sinceMs = Math.max(last.fromMs, now.standing.sinceMs ?? nowMs)
    spans.push({ ...last, fromMs: sinceMs, state: now.standing.state, cause: null })
  }
  const stretches = stretchesOf(spans, fromMs, nowMs)
  const open = now?.job.gap ? [{ ...now.job.gap, toMs: null }] : []
  return {
    from: time(fromMs),
    to: time(nowMs),
    states: stretches.map(({ state, fromMs: start, toMs, cause }) => ({
      state,
      from: time(start),
      to: toMs === null ? null : time(toMs),
      cause,
    })),
    gaps: [...gaps, ...open].map(({ fromMs: start, toMs, cause }) => ({
      from: time(start),
      to: toMs === null ? null : time(toMs),
      lostSeconds: Math.max(0, Math.round(((toMs ?? nowMs) - start) / 1_000)),
      cause,
    })),
    delays: delays.map(({ atMs, seconds }) => ({ at: time(atMs), seconds })),
    deliveringShare: deliveringShare(stretches, nowMs),
  }
}

const time = (ms: number) => new Date(ms).toISOString()

const unseen = (fromMs: number, nowMs: number): JobHistory => ({
  from: time(fromMs),
  to: time(nowMs),
  states: [],
  gaps: [],
  delays: [],
  deliveringShare: null,
})
