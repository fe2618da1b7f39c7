import type { ChallengeDestination } from '@/lib/destinations/challenge'
import { param, parseConf } from '@/lib/destinations/conf'
import type { BucketPlace } from './ibm-console'

/** What a place is called, where the token is, and whether the file in it can be read with the person's IBM permissions. */
export type PlaceWords = {
  noun: 'bucket' | 'container' | 'collector'
  /** What IBM leaves there. */
  file: 'file' | 'message'
  canRead: boolean
}

const bucket: PlaceWords = { noun: 'bucket', file: 'file', canRead: false }
const bySchemes: Record<string, PlaceWords> = {
  azure: { ...bucket, noun: 'container' },
  sumo: { noun: 'collector', file: 'message', canRead: false },
}

export function placeWords(destination: ChallengeDestination | null): PlaceWords {
  if (destination?.kind !== 'other') return { ...bucket, canRead: true }
  return bySchemes[parseConf(destination.conf).scheme] ?? bucket
}

/** A bucket of IBM's, also where its string was typed; null: it is another's. */
export function ibmBucket(destination: ChallengeDestination): BucketPlace | null {
  if (destination.kind === 'cos') return destination
  const conf = parseConf(destination.conf)
  if (conf.scheme !== 'cos') return null
  return {
    bucket: conf.authority,
    region: param(conf, 'region') ?? '',
    instanceId: param(conf, 'instance-id') ?? '',
  }
}
