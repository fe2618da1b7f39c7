import 'server-only'
import { challengeBody } from '@/lib/destinations/challenge'
import { readOwnershipToken } from '@/lib/ownership/token'
import type { ChallengeValidity, ValidateChallengeInput } from '@/lib/schemas/ownership'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { judgedChange, rulingOn } from '../admission/rule'
import { zoneContext } from '../gate'
import { destinationOf } from '../jobs/snapshot'
import { misfit } from './fits'

const refusedByIbm =
  'IBM rejected this token, although every part matches. Usually a newer file exists; paste its content.'

/** IBM said no: to a token that looked right, or to text that was none. */
function refused(token: string): ChallengeValidity {
  const reading = readOwnershipToken(token)
  return { valid: false, code: 'refused', reason: reading.ok ? refusedByIbm : reading.message }
}

/**
 * Checks a token here, part by part, and only if nothing differs with IBM. A refusal is an answer, not an error;
 * what IBM could not answer is one.
 */
export async function validateChallenge(
  ctx: ServiceContext,
  place: ZonePlace,
  { destination, token }: ValidateChallengeInput,
): Promise<ChallengeValidity> {
  const target = await zoneContext(ctx, place)
  rulingOn(ctx, 'challenges.create', judgedChange({ after: destinationOf(destination) }))
  const found = misfit(token, place.zoneId, destination)
  if (found) return found
  try {
    const { valid } = await cis.validateChallenge(
      target,
      place.zoneId,
      challengeBody(destination),
      token,
    )
    return valid ? { valid } : refused(token)
  } catch (thrown) {
    const error = toAppError(thrown, { verb: 'validate' })
    if (error.code !== 'ownership_mismatch') throw error
    return refused(token)
  }
}
