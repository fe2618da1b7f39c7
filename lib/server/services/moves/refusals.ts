import 'server-only'
import type { AppError, ErrorCode } from '@/lib/server/errors'

/** IBM looked at the new destination and said no. A second job would get the same answer. */
const ofDestination: readonly ErrorCode[] = [
  'bucket_not_writable',
  'destination_unreachable',
  'destination_key_refused',
  'destination_in_use',
  'ownership_mismatch',
  'retention_required',
]

/** IBM's code for a destination that it does not take. Source: the engine, terraform-provider-cloudflare #1019, #7044. */
const destinationRefused = '1002'

/**
 * Whether IBM refused only to put another destination into this job, so that a second job may do. How it refuses that (jobs of
 * Log Analysis are said to) nobody knows: neither status, code nor words. So every refusal counts that is none of the new
 * destination, the person, the plan or the moment; unproven.
 */
export function isInPlaceRefused({ code, options }: AppError): boolean {
  if (options.upstream?.code === destinationRefused || ofDestination.includes(code)) return false
  return code === 'ibm_refused' || code === 'conflict'
}

const passing: readonly ErrorCode[] = [
  'rate_limited',
  'ibm_unavailable',
  'ibm_timeout',
  'ibm_unusable',
  'ibm_token_refused',
]

/** Whether the same may go well a little later: IBM did not decide. */
export function isPassing({ code }: Pick<AppError, 'code'>): boolean {
  return passing.includes(code)
}
