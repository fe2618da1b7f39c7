import 'server-only'
import { jobsNow } from '@/lib/fleet/cells'
import { deliveringShare, stretchesOf } from '@/lib/fleet/history'
import type { JobHistory } from '@/lib/schemas/history'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { dayMs, listDelays, listGaps, listSpans } from '@/lib/server/db/fleet-history'
import { NotFoundError } from '@/lib/server/errors'
import { seenFleet } from '../overview/seen'

type JobPlace = { instanceId: string; zoneId: string; jobId: string }

/**
 * What became of a job's logs over the last days, as it was seen. Throws NotFoundError for a job of which nothing was seen, or
 * nothing that this person may see.
 */
export async function getHistory(
  ctx: ServiceContext,
  { instanceId, zoneId, jobId }: JobPlace,
  days: number,
): Promise<JobHistory> {
  const { zones } = await seenFleet(ctx)
  const zone = zones.find((one) => one.zoneId === zoneId && one.instanceId === instanceId)
  if (!zone) throw new NotFoundError('job')
  const db = await getDb()
  const nowMs = Date.now()
  const fromMs = nowMs - days * dayMs
  const of = { zoneId, jobId }
  const [spans, gaps, delays] = await Promise.all([
    listSpans(db, zone.owner, of, fromMs),
    listGaps(db, zone.owner, { ...of, fromMs, toMs: nowMs }),
    listDelays(db, zone.owner, of, fromMs),
  ])
  const now = jobsNow(zone, zone.jobs, nowMs).find(({ job }) => job.id === jobId)
  if (!now && spans.length === 0) throw new NotFoundError('job')
  // What time alone has made of it since it was read.
  const last = spans.at(-1)
  if (now && last && now.standing.state !== last.state) {
    const sinceMs = Math.max(last.fromMs, now.standing.sinceMs ?? nowMs)
    spans.push({ ...last, fromMs: sinceMs, state: now.standing.state, cause: null })
  }
  const stretches = stretchesOf(spans, fromMs, nowMs)
  const open = now?.job.gap ? [{ ...now.job.gap, toMs: null }] : []
  const time = (ms: number) => new Date(ms).toISOString()
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
