import 'server-only'
import type { Gap, GapFilter, GapsPage, GapsQuery } from '@/lib/schemas/history'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { dayMs, listGaps } from '@/lib/server/db/fleet-history'
import { decodePlace, encodePlace } from '../overview/cursor'
import { seenFleet } from '../overview/seen'

/** Where no beginning is asked for. */
const usualDays = 30

/** Stretches of logs that did not arrive, the oldest first, of the zones that this person sees. */
export async function listAllGaps(
  ctx: ServiceContext,
  { limit, cursor, ...filter }: GapsQuery,
): Promise<GapsPage> {
  const all = await findGaps(ctx, filter)
  const after = cursor === undefined ? null : decodePlace(cursor)
  const start = after ? all.findIndex((one) => compareKey(one, after) > 0) : 0
  const items = start < 0 ? [] : all.slice(start, start + limit)
  const last = items.at(-1)
  const hasMore = start >= 0 && start + limit < all.length
  return {
    items,
    nextCursor:
      last && hasMore ? encodePlace([Date.parse(last.from), last.job.id], last.zone.id) : null,
  }
}

function compareKey(
  gap: Gap,
  { key: [fromMs, jobId], zoneId }: ReturnType<typeof decodePlace>,
): number {
  return (
    Date.parse(gap.from) - fromMs ||
    compareText(gap.zone.id, zoneId) ||
    compareText(gap.job.id, jobId)
  )
}

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

export async function findGaps(ctx: ServiceContext, filter: GapFilter): Promise<Gap[]> {
  const { instanceId, zoneId, dataset } = filter
  const nowMs = Date.now()
  const toMs = filter.to ? Date.parse(filter.to) : nowMs
  const fromMs = filter.from ? Date.parse(filter.from) : toMs - usualDays * dayMs
  const { zones, owners } = await seenFleet(ctx)
  const seen = new Map(zones.map((zone) => [zone.zoneId, zone]))
  const db = await getDb()
  const asked = {
    fromMs,
    toMs,
    ...(instanceId && { instanceId }),
    ...(zoneId && { zoneId }),
    ...(dataset && { dataset }),
  }
  const lists = await Promise.all(
    owners.map(async (owner) =>
      (await listGaps(db, owner, asked)).filter((gap) => seen.get(gap.zoneId)?.owner === owner),
    ),
  )
  const time = (ms: number) => new Date(ms).toISOString()
  const ended = lists.flat().map((gap) => ({
    instanceId: gap.instanceId,
    zone: { id: gap.zoneId, name: gap.zoneName },
    job: { id: gap.jobId, name: gap.jobName },
    dataset: gap.dataset,
    from: time(gap.fromMs),
    to: time(gap.toMs),
    lostSeconds: Math.round((gap.toMs - gap.fromMs) / 1_000),
    cause: gap.cause,
  }))
  const open = zones.flatMap((zone) =>
    zone.jobs.flatMap(({ gap, ...job }): Gap[] => {
      const isAsked =
        (!instanceId || zone.instanceId === instanceId) &&
        (!zoneId || zone.zoneId === zoneId) &&
        (!dataset || job.dataset === dataset)
      if (!gap || job.goneMs !== null || !isAsked || gap.fromMs >= toMs) return []
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
  return [...ended, ...open].sort(
    (one, other) =>
      Date.parse(one.from) - Date.parse(other.from) ||
      compareText(one.zone.id, other.zone.id) ||
      compareText(one.job.id, other.job.id),
  )
}
