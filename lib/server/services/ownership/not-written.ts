import 'server-only'
import { AppError } from '@/lib/server/errors'
import type { WireChallenge } from '@/lib/server/ibm/wire'
import type { Plan } from '../plan'

/** A success envelope around `valid: false`, or around no file, is a failed challenge. */
export function notWritten(
  challenge: WireChallenge & { correlationId: string | undefined },
  destination: Plan['destination'],
): AppError {
  const said = challenge.message ? ` IBM says: “${challenge.message}”` : ''
  const message = 'IBM could not write the challenge file to this bucket.'
  const needed =
    destination === 'cos'
      ? 'cislogp@us.ibm.com needs Object Writer on the bucket, IBM must have accepted the invitation, and the bucket’s firewall must allow IBM CIS.'
      : 'The bucket’s policy must allow IBM’s Logpush engine to write.'
  return new AppError('bucket_not_writable', `${message} ${needed}${said}`, {
    errors: [{ path: destination === 'cos' ? 'destination.bucket' : 'destination.conf', message }],
    upstream: {
      correlationId: challenge.correlationId,
      message: challenge.message ?? undefined,
    },
  })
}
