import { ApiError } from './fetcher'

/** The server has read back by itself where it says something else: a time-out of IBM's alone leaves nothing open. */
const unknownCodes = new Set([
  'outcome_unknown',
  'dashboard_timeout',
  'dashboard_unreachable',
  'dashboard_unusable',
  'internal',
])

/** Whether a write may have been carried out although no good answer came. Everything else says that it was not. */
export function isOutcomeUnknown(error: unknown): boolean {
  return !(error instanceof ApiError) || unknownCodes.has(error.code)
}
