import 'server-only'
import { type CosChallengeInput, challengeConf } from '@/lib/destinations/cos'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import type { ChallengePlace } from '@/lib/server/db/challenges'

/** What a challenge belongs to: account, zone and the exact destination its token is bound to. */
export function challengePlace(
  { principal }: ServiceContext,
  place: ZonePlace,
  destination: CosChallengeInput,
): ChallengePlace {
  return {
    accountId: principal.account.id,
    ...place,
    destinationKey: challengeConf(destination),
  }
}
