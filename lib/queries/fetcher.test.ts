import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError, fetchJson, fetchNothing, onSignedOut } from './fetcher'

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
