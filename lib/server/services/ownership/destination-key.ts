import 'server-only'
import type { CosChallengeInput } from '@/lib/destinations/cos'
import { challengeConf } from '@/lib/destinations/cos-place'
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
