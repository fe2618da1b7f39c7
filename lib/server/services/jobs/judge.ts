import 'server-only'
import { advanceZone, type JobAdvance, type KnownJob } from '@/lib/fleet/advance'
import { betterKnown } from '@/lib/fleet/cells'
import { goodForMs } from '@/lib/fleet/schedule'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { type Db, getDb } from '@/lib/server/db/client'
import { listFleetJobs } from '@/lib/server/db/fleet-jobs'
import { type FleetZone, findZones } from '@/lib/server/db/fleet-zones'
import type { WireJob } from '@/lib/server/ibm/wire'
import { log } from '@/lib/server/log'
import { knownTeam } from '@/lib/server/team'
import { type Deeds, deedsIn, noDeeds, pausedHere } from '../collector/deeds'
import { keepResults } from '../collector/keep'
import { paceOf } from '../collector/pace'
import { pictureOf, picturesSeenBy } from '../collector/pictures'
import { toSeen } from '../collector/read-zone'
import type { Told } from './to-job'

/** What IBM has just answered about a zone. */
export type Answer = {
  readMs: number
  jobs: readonly WireJob[]
  /** The zone has no others. */
  isWhole: boolean
}

/**
 * How these jobs stand: by the same rule as in the picture of all zones, from what IBM says now and what the picture knew
 * before. Where nobody has looked at the zone yet, the record of what was done through this dashboard has to do.
 *
 * A whole answer is a reading: where it changes the picture, it is kept there, so that a zone's page and the overview agree.
 */
export async function judge(
  ctx: ServiceContext,
  place: ZonePlace,
  answer: Answer,
): Promise<(wire: WireJob) => Told> {
  const { readMs, jobs, isWhole } = answer
  const seen = jobs.map(toSeen)
  const db = await getDb()
  const [past, deeds] = await Promise.all([
    pastOf(db, ctx, place.zoneId),
    seen.some(({ enabled }) => !enabled) ? deedsIn(db, place) : noDeeds,
  ])
  const ids = new Set(seen.map(({ id }) => id))
  const others = isWhole ? [] : past.jobs.filter(({ id }) => !ids.has(id))
  const { zone } = past
  const advances = advanceZone(past.jobs, [...seen, ...others], {
    readMs,
    goodForMs: zone?.goodForMs ?? goodForMs(0),
    isZoneQuiet: zone !== null && (zone.paused || zone.status !== 'active'),
    isFirst: zone === null,
    pausedHere: pausedHere(deeds),
  })
  if (isWhole && advances.some(isChange)) await keep(db, ctx, place, { readMs, jobs: seen })
  const living = advances.filter(({ job }) => job.goneMs === null)
  const known = new Map(living.map((advance) => [advance.job.id, advance]))
  return ({ id }) => toldOf(known.get(id), deeds)
}

const isChange = ({ spans, gap, events }: JobAdvance) =>
  spans.length > 0 || gap !== null || events.length > 0

type Past = { zone: FleetZone | null; jobs: readonly KnownJob[] }

/** What the pictures that this person sees know of a zone. */
async function pastOf(db: Db, ctx: ServiceContext, zoneId: string): Promise<Past> {
  const nowMs = Date.now()
  const found = await Promise.all(
    picturesSeenBy(ctx, await knownTeam()).map(async ({ owner, instanceIds }) => {
      const [zone] = await findZones(db, owner, [zoneId])
      if (!zone || zone.readAt === null || zone.goneAt !== null) return []
      return instanceIds === null || instanceIds.has(zone.instanceId) ? { owner, zone } : []
    }),
  )
  const [best] = found
    .flat()
    .sort((one, other) => (betterKnown(one.zone, other.zone, nowMs) === one.zone ? -1 : 1))
  if (!best) return { zone: null, jobs: [] }
  const jobs = await listFleetJobs(db, best.owner, [zoneId])
  return { zone: best.zone, jobs: jobs.filter(({ goneMs }) => goneMs === null) }
}

/** Never rejects: what was asked for is the answer. */
async function keep(
  db: Db,
  ctx: ServiceContext,
  { zoneId }: ZonePlace,
  { readMs, jobs }: { readMs: number; jobs: ReturnType<typeof toSeen>[] },
): Promise<void> {
  try {
    const owner = pictureOf(ctx)
    const [zone] = await findZones(db, owner, [zoneId])
    // Its first reading is the collector's, which knows of the zone's instance first.
    if (!zone?.readAt) return
    const reading = { readMs, jobs, isPartial: false }
    const pace = await paceOf(db, owner)
    await keepResults(db, owner, [{ zoneId, dueAt: null, reading, retention: undefined }], pace)
  } catch (error) {
    log.warn('reading_not_kept', { error })
  }
}

function toldOf(advance: JobAdvance | undefined, { pause }: Deeds): Told {
  // Whoever asks has given the job along.
  if (advance === undefined) return { state: 'not_known', since: null, cause: null, by: null }
  const { job, cause } = advance
  const { state, sinceMs } = job.standing
  return {
    state,
    since: sinceMs === null ? null : new Date(sinceMs).toISOString(),
    cause,
    by: state === 'paused' && job.disabled?.by === 'here' ? pauserOf(job, pause(job)) : null,
  }
}

function pauserOf({ disabled }: KnownJob, pause: ReturnType<Deeds['pause']>): Job['by'] {
  if (pause) return { id: pause.id, name: pause.name, how: pause.how }
  return disabled?.who ? { id: null, name: disabled.who, how: 'paused' } : null
}
