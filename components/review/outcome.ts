import { ApiError } from '@/lib/queries/fetcher'

const unknownCodes = new Set([
  'outcome_unknown',
  'dashboard_timeout',
  'dashboard_unreachable',
  'dashboard_unusable',
  'internal',
])

/** Whether the job may have been made although no good answer came. Everything else says that it was not. */
export function isOutcomeUnknown(error: unknown): boolean {
  return !(error instanceof ApiError) || unknownCodes.has(error.code)
}

/** Until when IBM takes no more requests; null: it does. */
export function retryAtMs(error: unknown, nowMs: number): number | null {
  if (!(error instanceof ApiError) || error.problem.retryAfter === undefined) return null
  return error.status === 429 ? nowMs + error.problem.retryAfter * 1000 : null
}
