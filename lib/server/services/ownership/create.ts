import 'server-only'
import type { CosChallengeInput } from '@/lib/destinations/cos'
import { toWireCos } from '@/lib/destinations/cos-place'
import type { Challenge } from '@/lib/schemas/ownership'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { recordChallenge } from '@/lib/server/db/challenges'
import { getDb } from '@/lib/server/db/client'
import { carryOut } from '../carry-out'
import { destinationOf } from '../jobs/snapshot'
import { makePlan, type Plan } from '../plan'
import { challengePlace } from './destination-key'

/**
 * Has IBM write a challenge file into the bucket and remembers its name: that file, and no other, may be read for
 * the person later. Throws `bucket_not_writable` when IBM could not write it.
 */
export async function createChallenge(
  ctx: ServiceContext,
  place: ZonePlace,
  destination: CosChallengeInput,
): Promise<Challenge> {
  const { filename } = await carryOut(ctx, planChallenge(place, destination))
  const where = challengePlace(ctx, place, destination)
  await recordChallenge(await getDb(), { ...where, userId: ctx.principal.id, filename })
  return { filename }
}

function planChallenge(place: ZonePlace, destination: CosChallengeInput): Plan {
  return makePlan(
    {
      action: 'ownership.challenge',
      place,
      destination: 'cos',
      before: null,
      after: destinationOf(destination),
    },
    toWireCos(destination),
  )
}
