import 'server-only'
import type { Span } from '@/lib/fleet/advance'
import { advanceZone, type JobAdvance, type KnownJob, type SeenJob } from '@/lib/fleet/advance'
import { goodForMs, nextAfter, nextAfterFailure, type Pace } from '@/lib/fleet/schedule'
import { isLosing } from '@/lib/fleet/standing'
import type { Db } from '@/lib/server/db/client'
import { addEvents } from '@/lib/server/db/fleet-events'
import { raiseFleetSeq } from '@/lib/server/db/fleet-heads'
import {
  addDelays,
  addGaps,
  addSpans,
  type Delay,
  type FleetGap,
  type FleetHappening,
  type OfJob,
  removeSpans,
} from '@/lib/server/db/fleet-history'
import { type FleetJob, listFleetJobs, saveJobs } from '@/lib/server/db/fleet-jobs'
import { type FleetZone, findZones, saveZones } from '@/lib/server/db/fleet-zones'
import { type Deeds, deedsIn, noDeeds, pausedHere } from './deeds'
import type { ZoneReading } from './read-zone'
import { unlisted } from './unlisted'

/** What came of reading one zone. */
export type ZoneResult = {
  zoneId: string
  /** When it was due, as the zone was when its reading began; null: nobody knows. */
  dueAt: number | null
} & (
  | { reading: ZoneReading; retention: boolean | null | undefined }
  | { errorCode: string; isGone: boolean; atMs: number }
)

/**
 * Writes what was read into the picture: all of it, or nothing. A reading that is older than what the picture has changes nothing, so
 * two who read the same zone, or one that is asked again after it was killed, come to the same.
 */
export async function keepResults(
  db: Db,
  owner: string,
  results: readonly ZoneResult[],
  pace: Pace,
): Promise<void> {
  if (results.length === 0) return
  await db.transaction().execute(async (trx) => {
    const seq = await raiseFleetSeq(trx, owner)
    const ids = results.map(({ zoneId }) => zoneId)
    const zones = new Map((await findZones(trx, owner, ids)).map((zone) => [zone.zoneId, zone]))
    const jobs = Map.groupBy(
      (await listFleetJobs(trx, owner, ids)).filter(({ goneMs }) => goneMs === null),
      ({ zoneId }) => zoneId,
    )
    const kept: Kept = {
      zones: [],
      jobs: [],
      spans: [],
      voidSpans: [],
      gaps: [],
      events: [],
      delays: [],
    }
    for (const result of results) {
      const zone = zones.get(result.zoneId)
      if (!zone) continue
      if ('errorCode' in result) {
        const failures = zone.failures + 1
        const { atMs, isGone } = result
        const errorCode = isGone && zone.errorCode === unlisted ? unlisted : result.errorCode
        const dueAt = nextOf(zone, result, nextAfterFailure(zone.zoneId, failures, atMs))
        kept.zones.push({ ...zone, failures, errorCode, dueAt, seq })
        continue
      }
      const { readMs } = result.reading
      const aheadMs = zone.readAt === null ? -1 : zone.readAt - readMs
      if (aheadMs >= 0 && aheadMs < clockBackMs) continue
      const known = jobs.get(zone.zoneId) ?? []
      const before = aheadMs < 0 ? known : known.map((job) => noLaterThan(job, readMs))
      await keepReading(trx, kept, { ...zone, seq }, before, result, pace)
    }
    await saveZones(trx, owner, kept.zones)
    await saveJobs(trx, owner, kept.jobs)
    await removeSpans(trx, owner, kept.voidSpans)
    await addSpans(trx, owner, kept.spans)
    await addGaps(trx, owner, kept.gaps)
    await addEvents(trx, owner, kept.events)
    await addDelays(trx, owner, kept.delays)
  })
}

/** Whoever let it come first while it was read wants to know what is so since: it stays due. */
const nextOf = (zone: FleetZone, read: Pick<ZoneResult, 'dueAt'>, nextAt: number): number =>
  zone.dueAt <= 0 && zone.dueAt !== read.dueAt ? zone.dueAt : nextAt

/** No reading is under way for so long: one that is so much older than the last was made by a clock that was put back since. */
const clockBackMs = 2 * 60_000

/** Nothing that is known was seen in what is the future now. */
const noLaterThan = <Job extends KnownJob>(job: Job, nowMs: number): Job => ({
  ...job,
  readMs: Math.min(job.readMs, nowMs),
  spanMs: Math.min(job.spanMs, nowMs),
  startMs: job.startMs && Math.min(job.startMs, nowMs),
})

type Kept = {
  zones: FleetZone[]
  jobs: FleetJob[]
  spans: (OfJob & Span)[]
  /** Those that came to nothing. */
  voidSpans: (OfJob & Pick<Span, 'fromMs'>)[]
  gaps: FleetGap[]
  events: FleetHappening[]
  delays: Delay[]
}

async function keepReading(
  db: Db,
  kept: Kept,
  zone: FleetZone,
  known: readonly KnownJob[],
  result: Extract<ZoneResult, { reading: ZoneReading }>,
  { cycleMs, troubledMs }: Pace,
): Promise<void> {
  const { zoneId, instanceId } = zone
  const { reading, retention } = result
  const { readMs, jobs, isPartial } = reading
  const isFirst = zone.firstReadAt === null
  // Only what a person did needs their name; nearly all readings have none of it.
  const deeds = needsDeeds(known, jobs, isFirst)
    ? await deedsIn(db, { instanceId, zoneId })
    : noDeeds
  const shown = new Set(jobs.map(({ id }) => id))
  const advances = advanceZone(
    // Of a list that lacks some, nobody knows what is gone.
    isPartial ? known.filter(({ id }) => shown.has(id)) : known,
    jobs,
    {
      readMs,
      goodForMs: zone.goodForMs,
      isZoneQuiet: zone.paused || zone.status !== 'active',
      isFirst,
      pausedHere: pausedHere(deeds),
    },
  )
  for (const advance of advances) keepJob(kept, zone, advance, deeds)
  const isTroubled = advances.some(({ job }) => isTroubledState(job))
  const changedMs = Math.max(
    ...advances.flatMap(({ job, events }) => (events.length > 0 ? readMs : (job.startMs ?? 0))),
    0,
  )
  const times = { isTroubled, changedMs: changedMs || null }
  const next = nextAfter(zoneId, times, cycleMs, troubledMs, readMs)
  const isRetentionRead = retention !== undefined
  kept.zones.push({
    ...zone,
    ...(isRetentionRead && { retention, retentionReadAt: readMs }),
    firstReadAt: zone.firstReadAt ?? readMs,
    readAt: readMs,
    goodForMs: goodForMs(cycleMs),
    failures: 0,
    errorCode: null,
    dueAt: nextOf(zone, result, next),
  })
}

function isTroubledState({ standing: { state }, goneMs }: KnownJob): boolean {
  return goneMs === null && (isLosing(state) || state === 'late' || state === 'never_ran')
}

/** `isFirst`: what was there before anybody looked is nobody's deed. */
function needsDeeds(
  known: readonly KnownJob[],
  seen: readonly SeenJob[],
  isFirst: boolean,
): boolean {
  const before = new Map(known.map((job) => [job.id, job]))
  return (
    known.some(({ id }) => !seen.some((job) => job.id === id)) ||
    seen.some((job) => {
      const was = before.get(job.id)
      return was === undefined ? !job.enabled || !isFirst : was.revision !== job.revision
    })
  )
}

function keepJob(kept: Kept, zone: FleetZone, advance: JobAdvance, deeds: Deeds): void {
  const { zoneId, instanceId, name: zoneName } = zone
  const { job, spans, isInstead, gap, events } = advance
  const { id: jobId, bornMs, name: jobName } = job
  const of = { zoneId, jobId, bornMs }
  const named = { instanceId, zoneName, jobName }
  const sinceMs = zone.readAt ?? 0
  const goneBy = job.goneMs === null ? null : deeds.doer(job, 'gone', sinceMs)
  kept.jobs.push({ ...job, zoneId, goneBy })
  const [first] = spans
  if (isInstead && first) kept.voidSpans.push({ ...of, fromMs: first.fromMs })
  kept.spans.push(...spans.map((span) => ({ ...of, ...span })))
  if (gap) kept.gaps.push({ ...of, ...named, dataset: job.dataset, ...gap })
  kept.events.push(
    ...events.map((event) => ({
      ...of,
      ...named,
      ...event,
      who: deeds.doer(job, event.kind, sinceMs),
    })),
  )
  if (job.goneMs === null && job.enabled && job.completeMs !== null) {
    const seconds = Math.max(0, Math.round((job.readMs - job.completeMs) / 1_000))
    kept.delays.push({ ...of, atMs: job.readMs, seconds })
  }
}
