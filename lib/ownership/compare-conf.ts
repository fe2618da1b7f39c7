import { decode, parseConf } from '@/lib/destinations/conf'
import { maskConf } from '@/lib/destinations/mask'
import { claimedConf, claimedEnd, claimedPurpose, claimedZone } from './claims'
import { compared, compareEnd, purposes, settled, type TokenComparison } from './compare'
import type { OwnershipToken } from './token'

/**
 * Holds a token against the string of a destination that is no bucket of IBM's. It is bound to the string as a whole, of
 * which only what any destination shows is shown.
 */
export function compareConfToken(
  { claims }: OwnershipToken,
  context: { zoneId: string; conf: string; nowMs: number },
): TokenComparison {
  const zoneId = context.zoneId.toLowerCase()
  const purpose = claimedPurpose(claims)
  const claimed = claimedConf(claims)
  const [here, inToken] = [maskConf(context.conf), claimed === null ? null : maskConf(claimed)]
  const isSame = claimed === null || meaning(claimed) === meaning(context.conf)
  const destination = compared('destination', here, isSame ? claimed && here : inToken)
  // What differs may be hidden.
  const isOther = !isSame && here === inToken
  return settled([
    compared('madeFor', purposes.ownership, purpose && purposes[purpose]),
    compared('zone', zoneId, claimedZone(claims, zoneId)),
    isOther
      ? { ...destination, inToken: `${inToken}, with other hidden parts`, verdict: 'differs' }
      : destination,
    compareEnd(claimedEnd(claims), context.nowMs),
  ])
}

/** In which order and how encoded a token names the parts is unproven; the one that IBM sends decides. */
function meaning(conf: string): string {
  const { scheme, authority, path, params } = parseConf(conf)
  const sorted = params.map(({ name, value }) => `${name}=${value}`).sort()
  return JSON.stringify([scheme, authority, decode(path), sorted])
}
