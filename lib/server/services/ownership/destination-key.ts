import 'server-only'
import { boundText, type ChallengeDestination } from '@/lib/destinations/challenge'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { fingerprint } from '@/lib/server/crypto'
import type { ChallengePlace } from '@/lib/server/db/challenges'

/** What a challenge belongs to: account, zone and the exact destination its token is bound to. */
export function challengePlace(
  { credential }: ServiceContext,
  place: ZonePlace,
  destination: ChallengeDestination,
): ChallengePlace {
  return {
    accountId: credential.accountId,
    ...place,
    // The engine's own text may hold a secret.
    destinationKey:
      destination.kind === 'cos' ? boundText(destination) : fingerprint(boundText(destination)),
  }
}
