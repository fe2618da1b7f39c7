import 'server-only'
import { ownershipToken } from '@/lib/schemas/ids'
import type { ReadChallengeInput } from '@/lib/schemas/ownership'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { findChallenge } from '@/lib/server/db/challenges'
import { getDb } from '@/lib/server/db/client'
import { AppError, NotFoundError } from '@/lib/server/errors'
import { getObject } from '@/lib/server/ibm/cos'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { accountContext, zoneContext } from '../gate'
import { challengePlace } from './destination-key'

/**
 * Reads a challenge file with the person's own IAM token: only a file that a challenge of this very destination
 * named. Throws `challenge_unreadable` with what to do.
 */
export async function readChallenge(
  ctx: ServiceContext,
  place: ZonePlace,
  { destination, filename }: ReadChallengeInput,
): Promise<{ token: string }> {
  await zoneContext(ctx, place)
  const db = await getDb()
  const known = await findChallenge(db, challengePlace(ctx, place, destination), filename)
  if (!known) throw new NotFoundError('challenge file of this destination')
  const { region, bucket } = destination
  const { text, cut } = await getObject(accountContext(ctx), {
    region,
    bucket,
    key: filename,
  }).catch((error: unknown) => {
    throw toAppError(error, { verb: 'read-object' })
  })
  const token = ownershipToken.safeParse(text.replace(/^\uFEFF/, ''))
  if (cut || !token.success) {
    throw new AppError(
      'challenge_unreadable',
      'The file exists, but its content is not an ownership token. Request the challenge again; that creates a new file.',
      { reason: 'not_a_token' },
    )
  }
  return { token: token.data }
}
