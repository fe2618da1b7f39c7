import 'server-only'
import type { ChallengeDestination } from '@/lib/destinations/challenge'
import type { CosInput } from '@/lib/destinations/cos'
import { compareToken } from '@/lib/ownership/compare'
import { compareConfToken } from '@/lib/ownership/compare-conf'
import { readOwnershipToken } from '@/lib/ownership/token'
import { comparisonWords } from '@/lib/ownership/words'
import type { ChallengeValidity } from '@/lib/schemas/ownership'
import { AppError } from '@/lib/server/errors'

/**
 * Holds a token against the destination before IBM is asked. null: nothing found here speaks against it. Text that
 * is no JWT is not judged: that IBM's tokens are JWTs is likely but unproven, so IBM has the last word.
 */
export function misfit(
  token: string,
  zoneId: string,
  destination: ChallengeDestination | CosInput,
): ChallengeValidity | null {
  const reading = readOwnershipToken(token)
  if (!reading.ok) return null
  const context = { zoneId, nowMs: Date.now() }
  const comparison =
    destination.kind === 'cos'
      ? compareToken(reading.token, { ...context, destination })
      : compareConfToken(reading.token, { ...context, conf: destination.conf })
  if (comparison.fits) return null
  const { title, sentence } = comparisonWords(comparison)
  const onlyExpired = comparison.differing.every((part) => part === 'goodUntil')
  return {
    valid: false,
    code: onlyExpired ? 'expired' : 'differs',
    reason: onlyExpired ? sentence : `${title}. ${sentence}`,
  }
}

/** Throws `ownership_mismatch` at the token's field; a destination with a key passes. */
export function assertTokenFits(destination: CosInput, zoneId: string): void {
  if (destination.auth !== 'challenge' || !destination.ownershipToken) return
  const found = misfit(destination.ownershipToken, zoneId, destination)
  if (!found) return
  const message = found.reason ?? 'The token doesn’t match this destination.'
  throw new AppError('ownership_mismatch', message, {
    reason: found.code,
    errors: [{ path: 'destination.ownershipToken', message }],
  })
}
