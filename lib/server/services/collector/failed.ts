import 'server-only'
import { isDatabaseAway } from '@/lib/server/db/away'
import { AppError, UpstreamError } from '@/lib/server/errors'

/** The right itself has ended: that is no fault of what was read with it. */
export const hasEnded = (error: unknown) => error instanceof AppError && error.code === 'signed_out'

/** So is no database that is away: each request is counted there before it leaves. */
export const endsRound = (error: unknown) => hasEnded(error) || isDatabaseAway(error)

/** Why a reading failed, in a word: IBM's status, else our code. */
export function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  if (error instanceof UpstreamError) return error.facts.status?.toString() ?? error.failure
  return 'internal'
}
