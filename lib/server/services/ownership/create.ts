import 'server-only'
import { type CosChallengeInput, toWireCos } from '@/lib/destinations/cos'
import type { Challenge } from '@/lib/schemas/ownership'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { recordChallenge } from '@/lib/server/db/challenges'
import { getDb } from '@/lib/server/db/client'
import { AppError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import { audited } from '../audited'
import { cisContext } from '../gate'
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
  const target = await cisContext(ctx, place.instanceId)
  const attempt = {
    action: 'ownership.challenge',
    verb: 'challenge',
    destination: 'cos',
    ...place,
    after: { destination },
  } as const
  const filename = await audited(ctx, attempt, async () => {
    const made = await cis.createChallenge(target, place.zoneId, toWireCos(destination))
    const { correlationId } = made
    // A success envelope around `valid: false` is a failed challenge.
    if (made.valid === false || !made.filename) throw notWritten(made)
    return { result: made.filename, correlationId, after: { destination, filename: made.filename } }
  })
  const where = challengePlace(ctx, place, destination)
  await recordChallenge(await getDb(), { ...where, userId: ctx.principal.id, filename })
  return { filename }
}

function notWritten(made: {
  message: string | null
  correlationId?: string | undefined
}): AppError {
  const said = made.message ? ` IBM says: “${made.message}”` : ''
  const message = 'IBM could not write the challenge file into this bucket.'
  return new AppError(
    'bucket_not_writable',
    `${message} cislogp@us.ibm.com needs Object Writer on the bucket, IBM must have accepted the invitation, and the bucket’s firewall must allow IBM CIS.${said}`,
    {
      errors: [{ path: 'destination.bucket', message }],
      upstream: { correlationId: made.correlationId, message: made.message ?? undefined },
    },
  )
}
