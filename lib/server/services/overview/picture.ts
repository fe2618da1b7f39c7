import 'server-only'
import { isShown } from '@/lib/fleet/cells'
import type { Db } from '@/lib/server/db/client'
import { sumGaps } from '@/lib/server/db/fleet-gaps'
import { type FleetHead, readFleetHead } from '@/lib/server/db/fleet-heads'
import { dayMs } from '@/lib/server/db/fleet-history'
import { type FleetJob, listFleetJobs } from '@/lib/server/db/fleet-jobs'
import { type FleetZone, listZonesSince } from '@/lib/server/db/fleet-zones'
import { singleton } from '@/lib/server/singleton'
import { hiddenZone } from '../collector/unlisted'

/** A zone with its jobs, those included that are gone for a short while. */
export type PictureZone = FleetZone & {
  owner: string
  jobs: readonly FleetJob[]
  /** Those that somebody deleted through this dashboard a short while ago. */
  deleted: readonly FleetJob[]
  /** What gaps that ended have cost in the last 30 days, over its jobs. */
  missedMs: number
}

/** What the database has of an owner's zones, as this process knows it: read once, then only what changed. */
export type Picture = {
  head: FleetHead
  zones: ReadonlyMap<string, PictureZone>
  /** Those that are there no more: what happened to their jobs is still told. */
  went: ReadonlyMap<string, WentZone>
}

export type WentZone = Pick<FleetZone, 'zoneId' | 'instanceId' | 'name'> & { owner: string }

/** What instances are called, by their ids. */
export const instanceNames = (pictures: readonly Picture[]): Map<string, string> =>
  new Map(pictures.flatMap(({ head }) => head.instances).map(({ id, name }) => [id, name]))

/** What a zone has lost is told of so many days. */
export const lossDays = 30

/** More ids than these are not worth a list in a statement. */
const fewZones = 500

type Slot = { picture: Picture | null; reading: Promise<Picture | null> | null }
const slots = () => singleton('pictures', () => new Map<string, Slot>())

/** The picture as it is now; null: nobody has begun one. Concurrent callers share one reading. */
export async function readPicture(db: Db, owner: string): Promise<Picture | null> {
  const all = slots()
  const slot = all.get(owner) ?? { picture: null, reading: null }
  all.set(owner, slot)
  slot.reading ??= freshen(db, owner, slot.picture).finally(() => {
    slot.reading = null
  })
  slot.picture = await slot.reading
  return slot.picture
}

/** Drops what is kept of a picture that nobody looks at any more. */
export function forgetPicture(owner: string): void {
  slots().delete(owner)
}

async function freshen(db: Db, owner: string, known: Picture | null): Promise<Picture | null> {
  // First: what changes while the rest is read has a higher number, and is read again next time.
  const head = await readFleetHead(db, owner)
  if (head === null) return null
  if (known?.head.seq === head.seq) return known
  // One that was removed and begun again counts from the beginning.
  const before = known && known.head.seq < head.seq ? known : null
  const changed = await listZonesSince(db, owner, before?.head.seq ?? 0)
  const ids = changed.map(({ zoneId }) => zoneId)
  const asked = ids.length > fewZones ? null : ids
  const nowMs = Date.now()
  const [found, missed] = await Promise.all([
    listFleetJobs(db, owner, asked),
    sumGaps(db, owner, asked, nowMs - lossDays * dayMs),
  ])
  const jobs = Map.groupBy(found, ({ zoneId }) => zoneId)
  const zones = new Map(before?.zones)
  const went = new Map(before?.went)
  for (const zone of changed) {
    went.delete(zone.zoneId)
    if (zone.goneAt === null) {
      const shown = (jobs.get(zone.zoneId) ?? []).filter((job) => isShown(job, nowMs))
      zones.set(zone.zoneId, {
        ...zone,
        owner,
        // What was deleted here on purpose is missed by nobody.
        jobs: shown.filter(({ goneBy }) => goneBy === null),
        deleted: shown.filter(({ goneBy }) => goneBy !== null),
        missedMs: missed.get(zone.zoneId) ?? 0,
      })
    } else {
      zones.delete(zone.zoneId)
      const { zoneId, instanceId, name, errorCode } = zone
      if (errorCode !== hiddenZone) went.set(zoneId, { zoneId, instanceId, name, owner })
    }
  }
  return { head, zones, went }
}
