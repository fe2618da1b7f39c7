import type { QueryClient } from '@tanstack/react-query'
import { pastCaches } from './fetcher'
import { keys } from './keys'

type Refreshed = { refetch: () => unknown }

/** Reads again because somebody wants it: IBM is asked, whatever the server keeps. Resolves when all is read or failed. */
export async function refresh(...queries: Refreshed[]): Promise<void> {
  await Promise.all(pastCaches(() => queries.map((query) => query.refetch())))
}

/** The same for all that the open page shows. */
export async function refreshPage(client: QueryClient): Promise<void> {
  await pastCaches(() =>
    client.refetchQueries({
      type: 'active',
      predicate: ({ queryKey }) => queryKey[0] !== keys.session[0],
    }),
  )
}
