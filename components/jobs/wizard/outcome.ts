import { ApiError } from '@/lib/queries/fetcher'

/** Until when IBM takes no more requests; null: it does. */
export function retryAtMs(error: unknown, nowMs: number): number | null {
  if (!(error instanceof ApiError) || error.problem.retryAfter === undefined) return null
  return error.status === 429 ? nowMs + error.problem.retryAfter * 1000 : null
}
