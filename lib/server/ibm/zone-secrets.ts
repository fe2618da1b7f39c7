import 'server-only'
import { LRUCache } from 'lru-cache'
import { singleton } from '@/lib/server/singleton'
import type { WireJob } from './wire'

/** Long enough for a change that follows its reading, and for the pages of one visit. */
const keptMs = 10 * 60_000
const maxZones = 2_000
/** Of a zone: more than it has jobs, so that a key that was just replaced is among them. */
const maxConfs = 16

type Zone = {
  confs: Set<string>
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
  const known = zones().get(zoneId)
  const confs = new Set(known?.confs)
  for (const { destination_conf: conf } of jobs) {
    if (conf === null) continue
    confs.delete(conf)
    confs.add(conf)
  }
  zones().set(zoneId, {
    confs: new Set([...confs].slice(-maxConfs)),
    isWhole: isWhole || (known?.isWhole ?? false),
  })
}

/** The destinations that are known of a zone. */
export function confsOf(zoneId: string): string[] {
  return [...(zones().get(zoneId)?.confs ?? [])]
}

/** Whether those of all its jobs are known. */
export function isWholeZone(zoneId: string): boolean {
  return zones().get(zoneId)?.isWhole ?? false
}
