import { QueryClient, QueryObserver, queryOptions } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { fetchJson } from './fetcher'
import { keys } from './keys'
import { refresh, refreshPage } from './refresh'

afterEach(() => vi.unstubAllGlobals())

const query = (queryKey: readonly string[]) =>
  queryOptions({
    queryKey,
    queryFn: ({ signal }) => fetchJson<object>(`/api/${queryKey.join('/')}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  })

/** A page that shows this, and the requests that were sent for it, anew ones marked. */
function open(...queryKeys: (readonly string[])[]) {
  const sent: string[] = []
  vi.stubGlobal('fetch', async (url: string, { headers }: RequestInit) => {
    const isAnew = new Headers(headers).get('cache-control') === 'no-cache'
    sent.push(isAnew ? `${url} anew` : url)
    return Response.json({})
  })
  const client = new QueryClient()
  const observers = queryKeys.map((queryKey) => {
    client.setQueryData(queryKey, {})
    const observer = new QueryObserver(client, query(queryKey))
    observer.subscribe(() => {})
    return observer
  })
  return { client, sent, observers }
}

test('a refresh by hand asks IBM; what is read by itself takes what is kept', async () => {
  const { client, sent, observers } = open(['a'], ['b'])
  await client.refetchQueries()
  await refresh(...observers)
  await client.invalidateQueries()
  expect(sent).toEqual(['/api/a', '/api/b', '/api/a anew', '/api/b anew', '/api/a', '/api/b'])
})

test('a refresh of the page reads all that it shows, and not the session', async () => {
  const { client, sent } = open(['a'], keys.session, ['b'])
  client.setQueryData(['not shown'], {})
  await refreshPage(client)
  expect(sent).toEqual(['/api/a anew', '/api/b anew'])
})
