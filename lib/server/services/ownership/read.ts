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
import { hasOwnRight } from '../admission/admit'
import { assertBucketAllowed } from '../destinations/bucket-allowed'
import { accountContext, zoneContext } from '../gate'
import { challengePlace } from './destination-key'

/**
 * Reads a challenge file, and no other than one that a challenge of this very destination named: with the person's own IAM
 * token, or with the connection's where the bucket is allowed to them by name. Throws `challenge_unreadable` with what to do,
 * `not_allowed` where the file has to be opened by hand.
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
  if (!hasOwnRight(ctx)) await assertBucketAllowed(ctx, destination)
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
