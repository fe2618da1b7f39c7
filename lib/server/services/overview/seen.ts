import 'server-only'
import { betterKnown } from '@/lib/fleet/cells'
import { grantsOn } from '@/lib/grants/decide'
import { type Grant, isLive, type JudgedZone, reachOf, scopesOf } from '@/lib/grants/grant'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import type { FleetInstance } from '@/lib/server/db/fleet-heads'
import { hasOwnRight } from '../admission/admit'
import { picturesSeenBy } from '../collector/pictures'
import { watch } from '../collector/watchers'
import { type Picture, type PictureZone, readPicture, type WentZone } from './picture'

/** What somebody sees of the fleet: each zone once, and the pictures it comes from. */
export type Seen = {
  zones: PictureZone[]
  /** Zones that are there no more, of which they would see something if they were. */
  went: WentZone[]
  /** Instances whose list of zones, or a part of it, could not be read. */
  unread: UnreadInstance[]
  pictures: Picture[]
  owners: readonly string[]
}

export type UnreadInstance = { id: string; name: string; errorCode: string; sinceMs: number }

/**
 * The zones of which this person may see something. What they may not see is in no sum and no list. Somebody with a right of
 * their own at IBM has a picture of their own; who administers besides also sees what connections show.
 */
export async function seenFleet(ctx: ServiceContext): Promise<Seen> {
  const db = await getDb()
  const { rights } = ctx
  if (hasOwnRight(ctx)) watch(ctx.credential)
  const owners = picturesSeenBy(ctx)
  const pictures = (await Promise.all(owners.map((owner) => readPicture(db, owner)))).filter(
    (picture) => picture !== null,
  )
  const nowMs = Date.now()
  const zones = new Map<string, PictureZone>()
  for (const picture of pictures) {
    for (const zone of picture.zones.values()) {
      const known = zones.get(zone.zoneId)
      zones.set(zone.zoneId, known ? betterKnown(known, zone, nowMs) : zone)
    }
  }
  const all = [...zones.values()]
  const gone = wentOf(
    pictures.flatMap(({ went }) => [...went.values()]),
    zones,
  )
  const unlisted = unreadOf(pictures.flatMap(({ head }) => head.instances))
  if (rights?.by !== 'grants') {
    return { zones: all, went: gone, unread: unlisted, pictures, owners }
  }
  const { grants } = rights
  const seen = visibleZones(all, grants)
  const known = new Set(seen.map(({ instanceId }) => instanceId))
  return {
    zones: seen,
    went: visibleZones(gone, grants),
    unread: unlisted.filter(({ id }) => known.has(id) || seesWhole(grants, id, nowMs)),
    pictures,
    owners,
  }
}

/** Those that no picture has any more, each once. */
export function wentOf(
  all: readonly WentZone[],
  zones: ReadonlyMap<string, PictureZone>,
): WentZone[] {
  const went = new Map<string, WentZone>()
  for (const one of all) {
    if (!zones.has(one.zoneId) && !went.has(one.zoneId)) went.set(one.zoneId, one)
  }
  return [...went.values()]
}

/** Each once: where one picture could read it, nothing is unknown. */
export function unreadOf(all: readonly FleetInstance[]): UnreadInstance[] {
  const read = new Set(all.flatMap(({ id, unread }) => (unread ? [] : id)))
  const found = new Map<string, UnreadInstance>()
  for (const { id, name, unread } of all) {
    if (unread && !read.has(id)) found.set(id, { id, name, ...unread })
  }
  return [...found.values()]
}

/** Whether grants show all zones of an instance, and so those that nobody knows of. */
export const seesWhole = (grants: readonly Grant[], instanceId: string, nowMs: number): boolean =>
  grants.some((grant) => isLive(grant, nowMs) && reachOf(grant, instanceId) === 'whole')

/** Those of which these grants show something now. */
export function visibleZones<Zone extends JudgedZone>(
  zones: readonly Zone[],
  grants: readonly Grant[],
): Zone[] {
  const nowMs = Date.now()
  const live = grants.filter((grant) => isLive(grant, nowMs))
  const isAll = live.some((grant) => scopesOf(grant).every(({ kind }) => kind === 'all'))
  if (isAll) return [...zones]
  return zones.filter(
    ({ instanceId, zoneId, name }) =>
      grantsOn(live, { instanceId, zoneId, name }, nowMs).length > 0,
  )
}
