import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { UpstreamError } from '@/lib/server/errors'
import { usage } from './budget'
import { closeConnections } from './exchange'
import { type Call, call } from './http'
import {
  bytes,
  hang,
  json,
  reset,
  resetInBody,
  type ScriptedUpstream,
  startUpstream,
} from './scripted-upstream'

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
  vi.stubEnv('IBMCLOUD_CIS_RATE_LIMIT', '3')
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const ask = (more: Partial<Call> = {}) =>
  call({
    url: new URL(`${upstream.url}/x`),
    route: 'test /x',
    deadlineMs: Date.now() + 10_000,
    ...more,
  })

async function failure(answer: Promise<unknown>): Promise<UpstreamError> {
  const thrown = await answer.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
  if (!(thrown instanceof UpstreamError)) throw thrown
  return thrown
}

const write = { method: 'POST', body: '{}' } as const

describe('what is sent and kept', () => {
  it('sends the request id, and keeps IBM’s correlation id', async () => {
    upstream.play(json(200, { ok: 1 }, { 'x-correlation-id': 'FAKE-corr', 'cf-ray': 'FAKE-ray' }))
    const answer = await ask({ requestId: 'FAKE-request' })
    expect(answer).toMatchObject({ status: 200, text: '{"ok":1}', correlationId: 'FAKE-corr' })
    expect(upstream.seen[0]?.headers).toMatchObject({
      'x-request-id': 'FAKE-request',
      accept: 'application/json',
    })
    expect(upstream.seen[0]?.headers['content-type']).toBeUndefined()
  })

  it('makes a request id of its own, the same in every try', async () => {
    upstream.play(bytes(503, ''), json(200, {}))
    await ask()
    const ids = upstream.seen.map((one) => one.headers['x-request-id'])
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(ids[1]).toBe(ids[0])
  })

  it('takes the id that the error itself names', async () => {
    upstream.play(json(405, { trace: 'FAKE-trace', errors: [] }, { 'x-request-id': 'FAKE-ours' }))
    expect((await failure(ask())).facts.correlationId).toBe('FAKE-trace')
  })

  it.each(['transaction-id', 'x-request-id', 'cf-ray'])(
    'falls back on the header %s',
    async (name) => {
      upstream.play(json(404, {}, { [name]: 'FAKE-id' }))
      expect((await failure(ask())).facts.correlationId).toBe('FAKE-id')
    },
  )

  it('unpacks gzip', async () => {
    upstream.play(bytes(200, gzipSync('{"ok":1}'), { 'content-encoding': 'gzip' }))
    expect((await ask()).text).toBe('{"ok":1}')
  })
})

describe('a GET is tried again', () => {
  it.each([
    ['500', bytes(500, 'oops')],
    ['an edge’s HTML page', bytes(502, '<html>Bad gateway</html>')],
    ['429 without Retry-After', bytes(429, '')],
    ['429 in seconds', bytes(429, '', { 'retry-after': '1' })],
    [
      '429 with a date',
      bytes(429, '', { 'retry-after': new Date(Date.now() + 900).toUTCString() }),
    ],
    ['a broken connection', reset],
    ['a body that breaks off', resetInBody],
  ])('after %s', async (_, trouble) => {
    upstream.play(trouble, json(200, { ok: 1 }))
    expect((await ask()).text).toBe('{"ok":1}')
    expect(upstream.seen).toHaveLength(2)
  })

  it('after a time-out', async () => {
    upstream.play(hang, json(200, { ok: 1 }))
    expect((await ask({ timeoutMs: 100 })).text).toBe('{"ok":1}')
  })

  it('three times and no more, and then says what the last answer was', async () => {
    upstream.play(
      json(503, { errors: [{ code: 9, message: 'down' }] }, { 'x-correlation-id': 'FAKE-c' }),
    )
    const error = await failure(ask())
    expect(upstream.seen).toHaveLength(4)
    expect(error).toMatchObject({
      failure: 'unusable',
      maybeCarriedOut: false,
      facts: { status: 503, code: '9', message: 'down', correlationId: 'FAKE-c' },
    })
  })

  it('not when Retry-After does not fit into the deadline: it is handed on', async () => {
    upstream.play(bytes(429, '', { 'retry-after': '60' }))
    const error = await failure(ask())
    expect(error).toMatchObject({ failure: 'rate_limited', retryAfterSeconds: 60 })
    expect(upstream.seen).toHaveLength(1)
  })

  it('never beyond the deadline', async () => {
    upstream.play(hang)
    const deadlineMs = Date.now() + 1_500
    const error = await failure(ask({ deadlineMs, timeoutMs: 200 }))
    expect(error.failure).toBe('timeout')
    expect(upstream.seen.length).toBeLessThan(5)
    expect(upstream.seen.length).toBeGreaterThanOrEqual(2)
  })

  it('not at all when the deadline has passed before', async () => {
    upstream.play(json(200, {}))
    const error = await failure(ask({ deadlineMs: Date.now() - 1 }))
    expect(error).toMatchObject({ failure: 'timeout', maybeCarriedOut: false })
    expect(upstream.seen).toHaveLength(0)
  })

  it.each([400, 401, 403, 404, 409])('not after %i', async (status) => {
    upstream.play(json(status, { errors: ['no'] }))
    const error = await failure(ask())
    expect(error).toMatchObject({ failure: 'refused', facts: { status, message: 'no' } })
    expect(upstream.seen).toHaveLength(1)
  })
})

describe('a write is sent once', () => {
  it.each([
    ['a broken connection', reset, 'network', true],
    ['a body that breaks off', resetInBody, 'network', true],
    ['500', bytes(500, ''), 'unusable', true],
    ['502', bytes(502, '<html>'), 'unusable', true],
    ['504', bytes(504, ''), 'timeout', true],
    ['408', json(408, {}), 'timeout', true],
    ['408 in a page', bytes(408, '<html>'), 'timeout', true],
    ['a redirect', bytes(307, '', { location: 'https://elsewhere.example/' }), 'unusable', true],
    ['429', bytes(429, ''), 'rate_limited', false],
    ['400', json(400, {}), 'refused', false],
    ['404', json(404, {}), 'refused', false],
  ] as const)('after %s', async (_, script, kind, maybeCarriedOut) => {
    upstream.play(script, json(200, {}))
    const error = await failure(ask(write))
    expect(error).toMatchObject({ failure: kind, maybeCarriedOut })
    expect(upstream.seen).toHaveLength(1)
  })

  it('and may have been carried out when no answer came in time', async () => {
    upstream.play(hang)
    const error = await failure(ask({ ...write, timeoutMs: 150 }))
    expect(error).toMatchObject({ failure: 'timeout', maybeCarriedOut: true })
  })

  it('and was not when nobody listens', async () => {
    const unused = createServer()
    await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve))
    const address = unused.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await new Promise((resolve) => unused.close(resolve))
    const error = await failure(ask({ ...write, url: new URL(`http://127.0.0.1:${port}/x`) }))
    expect(error).toMatchObject({ failure: 'network', maybeCarriedOut: false })
  })

  it('and is not sent late when it timed out waiting for a connection', async () => {
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    upstream.play((_, response) => {
      released.then(() => response.end('{}'))
    })
    const busy = Array.from({ length: 64 }, () => ask())
    await expect.poll(() => upstream.seen.length).toBe(64)
    const error = await failure(ask({ ...write, timeoutMs: 100 }))
    expect(error).toMatchObject({ failure: 'timeout', maybeCarriedOut: false })
    release()
    await Promise.all(busy)
    // What would still be in the queue would go out before this one.
    await ask()
    expect(upstream.seen.filter((one) => one.method === 'POST')).toHaveLength(0)
  })
})

describe('answers of no use', () => {
  it('does not follow a redirect, so that the token stays here', async () => {
    const other = await startUpstream()
    other.play(json(200, {}))
    upstream.play(bytes(302, '', { location: `${other.url}/stolen` }))
    const error = await failure(ask({ headers: { authorization: 'Bearer FAKE' } }))
    expect(error).toMatchObject({ failure: 'unusable', facts: { status: 302 } })
    expect(upstream.seen).toHaveLength(1)
    expect(other.seen).toHaveLength(0)
    await other.close()
  })

  it('stops reading a body that is too large', async () => {
    upstream.play(bytes(200, Buffer.alloc(300_000, 'x')))
    const error = await failure(ask({ maxBytes: 100_000 }))
    expect(error).toMatchObject({ failure: 'unusable', facts: { status: 200 } })
    expect(upstream.seen).toHaveLength(1)
  })

  it('stops unpacking one that grows too large', async () => {
    const bomb = gzipSync(Buffer.alloc(2_000_000))
    upstream.play(bytes(200, bomb, { 'content-encoding': 'gzip' }))
    expect((await failure(ask({ maxBytes: 100_000 }))).failure).toBe('unusable')
  })

  it.each([
    ['rubbish for gzip', { 'content-encoding': 'gzip' }],
    ['an encoding nobody asked for', { 'content-encoding': 'zstd-x' }],
  ])('gives up on %s', async (_, headers) => {
    upstream.play(bytes(200, 'not packed', headers))
    expect((await failure(ask())).failure).toBe('unusable')
  })

  it('cuts a body instead, where that was asked for', async () => {
    upstream.play(bytes(200, 'a'.repeat(50_000)))
    const answer = await ask({ maxBytes: 1_000, overflow: 'cut' })
    expect(answer).toMatchObject({ text: 'a'.repeat(1_000), cut: true })
    const bomb = gzipSync('a'.repeat(2_000_000))
    upstream.play(bytes(200, bomb, { 'content-encoding': 'gzip' }))
    const unpacked = await ask({ maxBytes: 1_500, overflow: 'cut' })
    expect(unpacked).toMatchObject({ text: 'a'.repeat(1_500), cut: true })
  })
})

describe('a page instead of an answer', () => {
  it.each([
    ['403', bytes(403, '<!DOCTYPE html><title>Blocked</title>')],
    ['404 by its type', bytes(404, 'nothing here', { 'content-type': 'text/html; charset=utf-8' })],
    ['401', bytes(401, '\n<html>Sign in to the proxy</html>')],
    ['407 without any', bytes(407, '')],
  ])('is no decision of IBM’s: %s', async (_, script) => {
    upstream.play(script)
    const error = await failure(ask({ ...write }))
    expect(error).toMatchObject({ failure: 'unusable', maybeCarriedOut: false })
    expect(upstream.seen).toHaveLength(1)
  })

  it('is no answer with 200 either, unless a file was asked for', async () => {
    upstream.play(bytes(200, '<html>Sign in to the network</html>'))
    const error = await failure(ask(write))
    expect(error).toMatchObject({ failure: 'unusable', maybeCarriedOut: true })
    expect((await ask({ anyContent: true })).text).toContain('Sign in')
  })
})

describe('errors hold no secret and no page', () => {
  it('masks what the request carried', async () => {
    upstream.play(json(400, { errors: [{ message: 'key FAKE-KEY-VALUE is wrong' }] }))
    const error = await failure(ask({ ...write, secrets: ['FAKE-KEY-VALUE'] }))
    expect(error.facts.message).toBe('key •••• is wrong')
  })

  it('says nothing of an HTML page', async () => {
    upstream.play(bytes(403, '<html><body>FAKE-PAGE</body></html>'))
    const error = await failure(ask({ headers: { authorization: 'Bearer FAKE-TOKEN' } }))
    expect(error.facts.message).toBeUndefined()
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toMatch(/FAKE-PAGE|FAKE-TOKEN/)
  })
})

describe('the budget', () => {
  const spend = { identity: 'IBMid-FAKE', priority: 'user' } as const

  it('counts every try, and refuses here what would only earn a 429 there', async () => {
    upstream.play(bytes(503, ''), json(200, {}))
    await ask({ spend })
    await ask({ spend })
    expect(usage('IBMid-FAKE')).toMatchObject({ used: 3, limit: 3 })
    const error = await failure(ask({ spend }))
    expect(error).toMatchObject({ failure: 'rate_limited', maybeCarriedOut: false })
    expect(error.retryAfterSeconds).toBeGreaterThan(200)
    expect(upstream.seen).toHaveLength(3)
  })
})
