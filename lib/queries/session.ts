import { queryOptions } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type { CreateSessionInput, Session } from '@/lib/schemas/session'
import { undated } from './as-of'
import { fetchJson, fetchNothing } from './fetcher'
import { keys } from './keys'

export const sessionQuery = () =>
  queryOptions({
    queryKey: keys.session,
    queryFn: ({ signal }) => fetchJson<Session>(apiRoutes.session(), { signal }),
    staleTime: 60_000,
    meta: undated,
  })

/** Not a hook: the sign-in page carries no query client, which keeps it light. */
export function createSession(input: CreateSessionInput): Promise<Session> {
  return fetchJson<Session>(apiRoutes.session(), { method: 'POST', body: input })
}

export function deleteSession(): Promise<void> {
  return fetchNothing(apiRoutes.session(), { method: 'DELETE' })
}
