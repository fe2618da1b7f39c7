import 'server-only'
import { z } from 'zod'
import type { Gap, GapFilter, GapsPage, GapsQuery } from '@/lib/schemas/history'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { type GapPlace, pageGaps } from '@/lib/server/db/fleet-gaps'
import type { FleetGap } from '@/lib/server/db/fleet-history'
import { cursorNumber, cursorText, decodeCursor, encodeCursor } from '../cursor'
import type { PictureZone } from '../overview/picture'
import { seenFleet } from '../overview/seen'

/** More ids than these are not worth a list in a statement. */
const fewZones = 500
/** Of one statement. Fewer are not worth one, where most are of zones that this person does not see. */
const rowsAtOnce = { least: 200, most: 2_000 }

const cursorForm = z.tuple([cursorNumber, cursorText, cursorText])

/** Stretches of logs that did not arrive, the oldest first, of the zones that this person sees. */
export async function listAllGaps(
  ctx: ServiceContext,
  { limit, cursor, ...filter }: GapsQuery,
): Promise<GapsPage> {
  const after = cursor === undefined ? null : readCursor(cursor)
  const found: Gap[] = []
  for await (const some of walkGaps(ctx, filter, { after, atOnce: limit + 1 })) {
    found.push(...some)
    if (found.length > limit) break
  }
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > limit ? cursorOf(placeOf(last)) : null }
}

const cursorOf = ({ fromMs, zoneId, jobId }: GapPlace) => encodeCursor([fromMs, zoneId, jobId])

function readCursor(text: string): GapPlace {
  const [fromMs, zoneId, jobId] = decodeCursor(text, cursorForm)
  return { fromMs, zoneId, jobId }
}

/**
 * All gaps that the filter lets through, the oldest first, as they are read: of a fleet that flaps there are more than fit into
 * memory. Some may be empty.
 */
export async function* walkGaps(
  ctx: ServiceContext,
  filter: GapFilter,
  { after = null, atOnce = rowsAtOnce.most }: { after?: GapPlace | null; atOnce?: number } = {},
): AsyncGenerator<Gap[]> {
  const { instanceId, zoneId, dataset } = filter
  const nowMs = Date.now()
  const toMs = filter.to ? Date.parse(filter.to) : nowMs
  const fromMs = filter.from ? Date.parse(filter.from) : 0
  const { zones, went, owners } = await seenFleet(ctx)
  const isAsked = (zone: { zoneId: string }) => !zoneId || zone.zoneId === zoneId
  const asked = zones.filter(isAsked)
  const owner = new Map([...asked, ...went.filter(isAsked)].map((one) => [one.zoneId, one.owner]))
  const zoneIds = owner.size > fewZones ? null : [...owner.keys()]
  const open = openGaps(asked, { toMs, instanceId, dataset }, nowMs).filter(
    (gap) => after === null || comparePlaces(placeOf(gap), after) > 0,
  )
  const limit = Math.min(rowsAtOnce.most, Math.max(rowsAtOnce.least, atOnce))
  const db = await getDb()
  let place = after
  for (;;) {
    const rows = await pageGaps(
      db,
      owners,
      { fromMs, toMs, zoneIds, instanceId, dataset },
      { after: place, limit },
    )
    const ended = rows.filter((gap) => owner.get(gap.zoneId) === gap.owner).map(toItem)
    place = rows.at(-1) ?? place
    const isThrough = rows.length < limit
    const next = open.findIndex((gap) => place && comparePlaces(placeOf(gap), place) > 0)
    const until = isThrough || next < 0 ? open.length : next
    yield [...ended, ...open.splice(0, until)].sort((one, other) =>
      comparePlaces(placeOf(one), placeOf(other)),
    )
    if (isThrough) return
  }
}

/** Those that go on, in order. */
function openGaps(
  zones: readonly PictureZone[],
  { toMs, instanceId, dataset }: Pick<GapFilter, 'instanceId' | 'dataset'> & { toMs: number },
  nowMs: number,
): Gap[] {
  const found = zones.flatMap((zone) =>
    zone.jobs.flatMap(({ gap, ...job }): Gap[] => {
      if (!gap || job.goneMs !== null || gap.fromMs >= toMs) return []
      if (instanceId && zone.instanceId !== instanceId) return []
      if (dataset && job.dataset !== dataset) return []
      return [
        {
          instanceId: zone.instanceId,
          zone: { id: zone.zoneId, name: zone.name },
          job: { id: job.id, name: job.name },
          dataset: job.dataset,
          from: time(gap.fromMs),
          to: null,
          lostSeconds: Math.round((nowMs - gap.fromMs) / 1_000),
          cause: gap.cause,
        },
      ]
    }),
  )
  return found.sort((one, other) => comparePlaces(placeOf(one), placeOf(other)))
}

const toItem = (gap: FleetGap): Gap => ({
  instanceId: gap.instanceId,
  zone: { id: gap.zoneId, name: gap.zoneName },
  job: { id: gap.jobId, name: gap.jobName },
  dataset: gap.dataset,
  from: time(gap.fromMs),
  to: time(gap.toMs),
  lostSeconds: Math.round((gap.toMs - gap.fromMs) / 1_000),
  cause: gap.cause,
})

const time = (ms: number) => new Date(ms).toISOString()

const placeOf = ({ from, zone, job }: Gap): GapPlace => ({
  fromMs: Date.parse(from),
  zoneId: zone.id,
  jobId: job.id,
})

const comparePlaces = (one: GapPlace, other: GapPlace): number =>
  one.fromMs - other.fromMs ||
  compareText(one.zoneId, other.zoneId) ||
  compareText(one.jobId, other.jobId)

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
