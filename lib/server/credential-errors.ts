import 'server-only'
import { AppError } from './errors'
import { sessionSentence } from './ibm/friendly-words'
import type { IamRefusal } from './ibm/iam-refusal'

/** A connection whose key IAM refuses, or that was sealed with another secret; who administers it is told which. */
export function connectionUnusable(
  connection: { id: string; name: string } | null,
  cause?: IamRefusal,
): AppError {
  return new AppError(
    'connection_unusable',
    'This dashboard’s connection to IBM Cloud is not usable at the moment. An administrator has to check its API key. Nothing was changed.',
    {
      cause,
      ...(cause && { reason: cause.reason }),
      ...(connection && { connection: { id: connection.id, name: connection.name } }),
    },
  )
}

export function signedOut(cause?: IamRefusal): AppError {
  return new AppError(
    'signed_out',
    cause
      ? sessionSentence(cause.reason)
      : 'You are not signed in, or your session has ended. Sign in again.',
    {
      cause,
      ...(cause && { reason: cause.reason }),
    },
  )
}
