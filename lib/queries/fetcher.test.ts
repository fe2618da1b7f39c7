import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  ApiError,
  fetchJson,
  fetchList,
  fetchNothing,
  holdReads,
  onSignedOut,
  pastCaches,
} from './fetcher'

afterEach(() => vi.unstubAllGlobals())

const url = 'http://localhost:3000/api/x'

/** What the network gives back for one request after the other. */
function play(...answers: Response[]) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => answers.shift())
  vi.stubGlobal('fetch', fetch)
  return fetch
}

const answer = (status: number, body: string | null) => new Response(body, { status })
const json = (status: number, body: unknown) => Response.json(body, { status })
const problem = (status: number, code: string) =>
  json(status, { type: 'about:blank', title: 'x', status, code, detail: 'x', requestId: 'r' })

const brokenOff = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"items":['))
        controller.error(new TypeError('network error'))
      },
    }),
  )

async function refused(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiError)) throw error
  return error
}

describe('while the session ends', () => {
  it('a write goes out and no reading does, until it turns out that it goes on', async () => {
    const fetch = play(answer(204, null), json(200, { items: [] }))
    const goOn = holdReads()
    const reading = fetchJson(url)
    await fetchNothing(url, { method: 'DELETE' })
    expect(fetch.mock.calls.map(([, { method }]) => method)).toEqual(['DELETE'])
    goOn()
    expect(await reading).toEqual({ items: [] })
  })
})

describe('an answer in JSON', () => {
  it('is what it holds', async () => {
    const fetch = play(json(200, { items: [] }))
    expect(await fetchJson(url, { method: 'POST', body: { a: 1 } })).toEqual({ items: [] })
    expect(fetch.mock.calls[0]).toMatchObject([url, { method: 'POST', body: '{"a":1}' }])
  })

  it.each<[string, Response]>([
    ['an empty body', answer(200, '')],
    ['no content', answer(204, null)],
    ['a proxy’s page', answer(200, '<html>Sign in to the network</html>')],
    ['half of it', answer(200, '{"items":[')],
    ['null', json(200, null)],
    ['a text', json(200, 'fine')],
  ])('is not %s', async (_, response) => {
    play(response)
    expect((await refused(fetchJson(url))).code).toBe('dashboard_unusable')
  })

  it('that breaks off is none', async () => {
    play(brokenOff())
    expect(await refused(fetchJson(url))).toMatchObject({
      code: 'dashboard_unreachable',
      status: 0,
    })
  })

  it('is a problem where the API says so, and something else’s where it does not', async () => {
    play(problem(403, 'role_missing'), answer(502, '<html>Bad gateway</html>'))
    expect((await refused(fetchJson(url))).code).toBe('role_missing')
    expect(await refused(fetchJson(url))).toMatchObject({
      code: 'dashboard_unusable',
      status: 502,
    })
  })

  it('tells listeners of an end of the session, and of nothing else', async () => {
    const heard = vi.fn()
    const stop = onSignedOut(heard)
    play(problem(403, 'ibm_token_refused'), problem(401, 'signed_out'))
    await refused(fetchJson(url))
    expect(heard).not.toHaveBeenCalled()
    await refused(fetchJson(url))
    stop()
    expect(heard).toHaveBeenCalledOnce()
  })

  it('that its caller gives up is no problem of anybody’s', async () => {
    const gone = new AbortController()
    gone.abort()
    vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => signal?.throwIfAborted())
    await expect(fetchJson(url, { signal: gone.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})

describe('a list', () => {
  const list = (asOf: unknown, date?: string) => {
    const response = json(200, { items: [1], asOf })
    if (date) response.headers.set('date', date)
    return response
  }
  const nowMs = Date.UTC(2026, 9, 14, 7, 42, 0)
  afterEach(() => vi.useRealTimers())

  it.each([
    ['by a clock as ours', '2026-10-14T07:41:20.000Z', 'Wed, 14 Oct 2026 07:42:00 GMT', 40],
    ['by one that is an hour ahead', '2026-10-14T08:41:20Z', 'Wed, 14 Oct 2026 08:42:00 GMT', 40],
    ['by one that is behind', '2026-10-14T07:30:20Z', 'Wed, 14 Oct 2026 07:31:00 GMT', 40],
    ['within the second', '2026-10-14T07:42:00.900Z', 'Wed, 14 Oct 2026 07:42:00 GMT', 0],
    ['by no clock that is told', '2026-10-14T07:41:20Z', undefined, 40],
  ])('is as old as it is, %s', async (_, asOf, date, ageSeconds) => {
    vi.useFakeTimers({ now: nowMs, toFake: ['Date'] })
    play(list(asOf, date))
    const read = await fetchList<number>(url)
    expect(read.items).toEqual([1])
    expect((nowMs - Date.parse(read.asOf)) / 1000).toBe(ageSeconds)
  })

  it.each([undefined, null, 'yesterday'])('is none without a time: %s', async (asOf) => {
    play(list(asOf))
    expect((await refused(fetchList(url))).code).toBe('dashboard_unusable')
  })
})

describe('what is asked for past the caches', () => {
  const headersOf = (fetch: ReturnType<typeof play>, at: number) =>
    new Headers(fetch.mock.calls[at]?.[1].headers)

  it('says so, and nothing else does', async () => {
    const fetch = play(json(200, {}), json(200, {}), json(200, {}))
    await fetchJson(url)
    const asked = pastCaches(() => fetchJson(url))
    const meanwhile = fetchJson(url)
    await Promise.all([asked, meanwhile])
    const said = [0, 1, 2].map((at) => headersOf(fetch, at).get('cache-control'))
    expect(said).toEqual([null, 'no-cache', null])
  })

  it('is over when asking failed', async () => {
    const failing = () => {
      throw new Error('x')
    }
    expect(() => pastCaches(failing)).toThrow('x')
    const fetch = play(json(200, {}))
    await fetchJson(url)
    expect(headersOf(fetch, 0).has('cache-control')).toBe(false)
  })
})

describe('an answer without a body', () => {
  it('is 204', async () => {
    play(answer(204, null))
    expect(await fetchNothing(url, { method: 'DELETE' })).toBeUndefined()
  })

  it.each<[string, Response]>([
    ['a proxy’s page', answer(200, '<html>Sign in to the network</html>')],
    ['200 without a word', answer(200, '')],
  ])('is not %s', async (_, response) => {
    play(response)
    const error = await refused(fetchNothing(url, { method: 'DELETE' }))
    expect(error.code).toBe('dashboard_unusable')
  })
})
