import 'server-only'
import { betterKnown } from '@/lib/fleet/cells'
import { grantsOn } from '@/lib/grants/decide'
import { type Grant, isLive, type JudgedZone, reachOf, scopesOf } from '@/lib/grants/grant'
import type { ServiceContext } from '@/lib/server/context'
import { type Db, getDb } from '@/lib/server/db/client'
import type { FleetInstance } from '@/lib/server/db/fleet-heads'
import { knownTeam } from '@/lib/server/team'
import { hasOwnRight } from '../admission/admit'
import { type PictureSeen, picturesSeenBy } from '../collector/pictures'
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
 * their own at IBM has a picture of their own; who administers besides also sees what connections show, or those of their account.
 */
export async function seenFleet(ctx: ServiceContext): Promise<Seen> {
  const db = await getDb()
  const { rights } = ctx
  if (hasOwnRight(ctx)) watch(ctx.credential)
  const asked = picturesSeenBy(ctx, await knownTeam())
  const owners = asked.map(({ owner }) => owner)
  const parts = (await Promise.all(asked.map((one) => readPart(db, one)))).filter(
    (part) => part !== null,
  )
  const pictures = parts.map(({ picture }) => picture)
  const nowMs = Date.now()
  const zones = new Map<string, PictureZone>()
  for (const part of parts) {
    for (const zone of part.zones) {
      const known = zones.get(zone.zoneId)
      zones.set(zone.zoneId, known ? betterKnown(known, zone, nowMs) : zone)
    }
  }
  const all = [...zones.values()]
  const gone = wentOf(
    parts.flatMap(({ went }) => went),
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

type Part = { zones: PictureZone[]; went: WentZone[]; picture: Picture }

/** What counts of a picture for somebody. Of instances that don't, the picture is left without a name as well. */
async function readPart(db: Db, { owner, instanceIds }: PictureSeen): Promise<Part | null> {
  const picture = await readPicture(db, owner)
  if (picture === null) return null
  const [zones, went] = [[...picture.zones.values()], [...picture.went.values()]]
  if (instanceIds === null) return { zones, went, picture }
  const isTheirs = ({ instanceId }: { instanceId: string }) => instanceIds.has(instanceId)
  const instances = picture.head.instances.filter(({ id }) => instanceIds.has(id))
  return {
    zones: zones.filter(isTheirs),
    went: went.filter(isTheirs),
    picture: { ...picture, head: { ...picture.head, instances } },
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
