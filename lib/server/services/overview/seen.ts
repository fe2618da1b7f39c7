import 'server-only'
import { grantsOn } from '@/lib/grants/decide'
import { type Grant, scopesOf } from '@/lib/grants/grant'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { hasOwnRight } from '../admission/admit'
import { teamOwner } from '../collector/owner'
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
  const { rights, administers } = ctx
  const owners = [
    ...(rights?.by === 'grants' || administers === 'all' ? [teamOwner] : []),
    ...(hasOwnRight(ctx) ? [watch(ctx.credential)] : []),
  ]
  const pictures = (await Promise.all(owners.map((owner) => readPicture(db, owner)))).filter(
    (picture) => picture !== null,
  )
  const zones = new Map<string, PictureZone>()
  for (const picture of pictures) {
    for (const zone of picture.zones.values()) {
      const known = zones.get(zone.zoneId)
      // Of two pictures of one zone the newer one.
      if (!known || (zone.readAt ?? 0) > (known.readAt ?? 0)) zones.set(zone.zoneId, zone)
    }
  }
  const all = [...zones.values()]
  const seen = rights?.by === 'grants' ? visible(all, rights.grants) : all
  return { zones: seen, pictures, owners }
}

function visible(zones: readonly PictureZone[], grants: readonly Grant[]): PictureZone[] {
  const nowMs = Date.now()
  const isAll = grants.some((grant) => scopesOf(grant).every(({ kind }) => kind === 'all'))
  if (isAll) return [...zones]
  return zones.filter(
    ({ instanceId, zoneId, name }) =>
      grantsOn(grants, { instanceId, zoneId, name }, nowMs).length > 0,
  )
}
