import type { CosChallengeInput } from '@/lib/destinations/cos'
import { fullPath } from '@/lib/destinations/cos-place'
import { claimedEnd, claimedPlace, claimedPurpose, claimedZone } from './claims'
import type { OwnershipToken } from './token'

export type Part =
  | 'madeFor'
  | 'zone'
  | 'destination'
  | 'bucket'
  | 'path'
  | 'region'
  | 'instance'
  | 'goodUntil'

/** `unknown`: the token does not say; that is no difference, IBM decides. */
export type Verdict = 'same' | 'differs' | 'unknown'

export type ComparedPart = {
  part: Part
  here: string
  /** null: the token does not say. */
  inToken: string | null
  verdict: Verdict
}

export type TokenComparison = {
  /** Of a bucket of IBM's always all seven, in the order in which they are shown. */
  parts: ComparedPart[]
  differing: Part[]
  expired: boolean
  expiresAtMs: number | null
  /** Nothing differs. Parts that the token does not name may still be refused by IBM. */
  fits: boolean
}

/** The part of a destination that a token is bound to. */
export type BoundDestination = Pick<
  CosChallengeInput,
  'instanceId' | 'bucket' | 'region' | 'path' | 'dailyFolders'
>

export const partLabels: Record<Part, string> = {
  madeFor: 'Purpose',
  zone: 'Zone',
  destination: 'Destination',
  bucket: 'Bucket',
  path: 'Path',
  region: 'Region',
  instance: 'Instance',
  goodUntil: 'Valid until',
}

export const purposes = { ownership: 'Logpush ownership', signIn: 'IBM Cloud sign-in' }

export function compared(
  part: Part,
  here: string,
  claimed: string | null | undefined,
): ComparedPart {
  const inToken = claimed ?? null
  const verdict = inToken === null ? 'unknown' : inToken === here ? 'same' : 'differs'
  return { part, here, inToken, verdict }
}

/**
 * Holds a token against the zone and the destination of a job, part by part, before anything is sent: IBM's refusal
 * (1002, "incorrect ownership challenge") does not say which part it was.
 */
export function compareToken(
  token: OwnershipToken,
  context: { zoneId: string; destination: BoundDestination; nowMs: number },
): TokenComparison {
  const { claims } = token
  const { destination, nowMs } = context
  const zoneId = context.zoneId.toLowerCase()
  const place = claimedPlace(claims)
  const purpose = claimedPurpose(claims)
  return settled([
    compared('madeFor', purposes.ownership, purpose && purposes[purpose]),
    compared('zone', zoneId, claimedZone(claims, zoneId)),
    compared('bucket', destination.bucket, place?.bucket),
    compared('path', fullPath(destination), place?.path),
    compared('region', destination.region, place?.region),
    compared('instance', destination.instanceId.toLowerCase(), place?.instance),
    compareEnd(claimedEnd(claims), nowMs),
  ])
}

export function compareEnd(expiresAtMs: number | null, nowMs: number): ComparedPart {
  return {
    part: 'goodUntil',
    here: 'must be valid when the job is created',
    inToken: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
    verdict: expiresAtMs === null ? 'unknown' : expiresAtMs <= nowMs ? 'differs' : 'same',
  }
}

/** What the parts come to. */
export function settled(parts: ComparedPart[]): TokenComparison {
  const end = parts.find(({ part }) => part === 'goodUntil')
  const differing = parts.filter(({ verdict }) => verdict === 'differs').map(({ part }) => part)
  return {
    parts,
    differing,
    expired: end?.verdict === 'differs',
    expiresAtMs: end?.inToken ? Date.parse(end.inToken) : null,
    fits: differing.length === 0,
  }
}
