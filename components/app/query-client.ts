import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '@/lib/queries/fetcher'

/** Our server has already retried with IBM; once more is for the way between the browser and it. */
export function shouldRetry(failures: number, error: Error): boolean {
  const mayPass = error instanceof ApiError && (error.status === 0 || error.status >= 500)
  return mayPass && failures < 1
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
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
