import { QueryCache, QueryClient } from '@tanstack/react-query'
import { dateByIbm } from '@/lib/queries/as-of'
import { ApiError } from '@/lib/queries/fetcher'

/** What happens on the way between the browser and our server, and is over in a moment. */
const passing = new Set(['dashboard_unreachable', 'dashboard_unusable'])

/**
 * Once more for the way to our server alone: it has retried with IBM itself, for as long as anybody should wait. After a
 * time-out nothing is tried again.
 */
export function shouldRetry(failures: number, error: Error): boolean {
  return error instanceof ApiError && passing.has(error.code) && failures < 1
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onSuccess: dateByIbm }),
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        refetchOnWindowFocus: true,
        refetchIntervalInBackground: false,
        // A dashboard on this machine or in this network answers without the internet that browsers look for.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
