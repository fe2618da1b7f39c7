import 'server-only'
import { AppError } from '@/lib/server/errors'
import type { WireChallenge } from '@/lib/server/ibm/wire'

/** A success envelope around `valid: false`, or around no file, is a failed challenge. */
export function notWritten(
  challenge: WireChallenge & { correlationId: string | undefined },
): AppError {
  const said = challenge.message ? ` IBM says: “${challenge.message}”` : ''
  const message = 'IBM could not write the challenge file to this bucket.'
  return new AppError(
    'bucket_not_writable',
    `${message} cislogp@us.ibm.com needs Object Writer on the bucket, IBM must have accepted the invitation, and the bucket’s firewall must allow IBM CIS.${said}`,
    {
      errors: [{ path: 'destination.bucket', message }],
      upstream: {
        correlationId: challenge.correlationId,
        message: challenge.message ?? undefined,
      },
    },
  )
}
