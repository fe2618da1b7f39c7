import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { getDb } from '@/lib/server/db/client'
import { listFleetOwners } from '@/lib/server/db/fleet-heads'
import {
  listZoneIds,
  pruneEvents,
  pruneZone,
  removeMarksOf,
  removePicture,
  removeZone,
} from '@/lib/server/db/fleet-tidy'
import { log } from '@/lib/server/log'
import { forgetPicture } from '../overview/picture'
import { teamOwner } from './owner'
import { watching } from './watchers'

const dayMs = 24 * 60 * 60_000
/** A page shows 30 days; what reaches into them began before. */
const historyKeptMs = 33 * dayMs
/** So long after somebody's last look their own picture is kept. */
const unwatchedKeptMs = 7 * dayMs

/** Removes what is older than any page shows. Never rejects; several processes may do so at once. */
export async function tidyDue(nowMs = Date.now()): Promise<void> {
  try {
    const db = await getDb()
    const watched = new Set(watching().map(({ owner }) => owner))
    for (const { owner, zonesReadAt } of await listFleetOwners(db)) {
      const isOwn = owner !== teamOwner
      if (isOwn && !watched.has(owner)) forgetPicture(owner)
      const isOver = isOwn && nowMs - (zonesReadAt ?? 0) > unwatchedKeptMs
      const beforeMs = nowMs - historyKeptMs
      for (const { zoneId, goneAt } of await listZoneIds(db, owner)) {
        const isLongGone = goneAt !== null && goneAt < beforeMs
        if (isOver || isLongGone) await removeZone(db, owner, zoneId)
        // Somebody who looks no more says nothing of the zone.
        if (isLongGone) await removeMarksOf(db, zoneId)
        if (!isOver && !isLongGone) await pruneZone(db, owner, zoneId, beforeMs)
        // One zone at a time, so that nobody waits for all of them.
        await setImmediate()
      }
      while (await pruneEvents(db, owner, isOver ? nowMs : beforeMs)) await setImmediate()
      if (isOver) await removePicture(db, owner)
    }
  } catch (error) {
    log.error('fleet_tidying_failed', { error })
  }
}
