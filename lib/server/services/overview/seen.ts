import 'server-only'
import { betterKnown } from '@/lib/fleet/cells'
import { grantsOn } from '@/lib/grants/decide'
import { type Grant, isLive, scopesOf } from '@/lib/grants/grant'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { hasOwnRight } from '../admission/admit'
import { picturesSeenBy } from '../collector/pictures'
import { watch } from '../collector/watchers'
import { type Picture, type PictureZone, readPicture } from './picture'

/** What somebody sees of the fleet: each zone once, and the pictures it comes from. */
export type Seen = { zones: PictureZone[]; pictures: Picture[]; owners: readonly string[] }

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
  const seen = rights?.by === 'grants' ? visibleZones(all, rights.grants) : all
  return { zones: seen, pictures, owners }
}

/** Those of which these grants show something now. */
export function visibleZones(
  zones: readonly PictureZone[],
  grants: readonly Grant[],
): PictureZone[] {
  const nowMs = Date.now()
  const live = grants.filter((grant) => isLive(grant, nowMs))
  const isAll = live.some((grant) => scopesOf(grant).every(({ kind }) => kind === 'all'))
  if (isAll) return [...zones]
  return zones.filter(
    ({ instanceId, zoneId, name }) =>
      grantsOn(live, { instanceId, zoneId, name }, nowMs).length > 0,
  )
}
