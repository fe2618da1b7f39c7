import 'server-only'
import { LRUCache } from 'lru-cache'
import { type Masker, maskerOf } from '@/lib/destinations/mask-text'
import { singleton } from '@/lib/server/singleton'
import type { WireJob } from './wire'

/** Long enough for a change that follows its reading, and for the pages of one visit. */
const keptMs = 10 * 60_000
const maxZones = 2_000
/** Of a zone: more than it has jobs, so that a key that was just replaced is among them. */
const maxConfs = 64

type Zone = {
  /** The newest last. */
  confs: readonly string[]
  mask: Masker
  /** The whole list was read, not only one job. */
  isWhole: boolean
}

// Gone after a while by itself: what a destination hides should not lie in memory for longer than it is of use.
const zones = () =>
  singleton(
    'zone-secrets',
    () => new LRUCache<string, Zone>({ max: maxZones, ttl: keptMs, ttlAutopurge: true }),
  )

/**
 * Remembers the destinations of a zone's jobs as they are read, for `maskerOf`: a receiver answers with its own address, key
 * and all, also to a change that carries no secret itself, and IBM passes it on.
 */
export function noteJobs(zoneId: string, jobs: readonly WireJob[], isWhole: boolean): void {
  const { confs, mask, isWhole: wasWhole } = zones().get(zoneId) ?? nothing
  const read = jobs.map((job) => job.destination_conf).filter((conf) => conf !== null)
  const isNew = read.some((conf) => !confs.includes(conf))
  // Made ready once for a zone that stays as it is: its page reads it all the time.
  const known = isNew
    ? [...new Set([...confs.filter((conf) => !read.includes(conf)), ...read])].slice(-maxConfs)
    : confs
  const newest = { confs: known, mask: isNew ? maskerOf(known) : mask }
  const noUpdateTTL = !isWhole && wasWhole // The others may have changed meanwhile.
  zones().set(zoneId, { ...newest, isWhole: isWhole || wasWhole }, { noUpdateTTL })
}

const nothing: Zone = { confs: [], mask: maskerOf([]), isWhole: false }

/** The destinations that are known of a zone. */
export function confsOf(zoneId: string): readonly string[] {
  return zones().get(zoneId)?.confs ?? nothing.confs
}

/** Hides in a text what they hide. */
export function maskOf(zoneId: string): Masker {
  return zones().get(zoneId)?.mask ?? nothing.mask
}

/** Whether those of all its jobs are known. */
export function isWholeZone(zoneId: string): boolean {
  return zones().get(zoneId)?.isWhole ?? false
}
