import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { trustedProxies } from './forwarded.mjs'
import { requestText, send, startFront } from './testing'

const fronts: Awaited<ReturnType<typeof startFront>>[] = []
async function start(...settings: Parameters<typeof startFront>) {
  const front = await startFront(...settings)
  fronts.push(front)
  return front
}
afterEach(async () => {
  await Promise.all(fronts.splice(0).map((front) => front.stop()))
})

/** The framework's side: what got there, and an answer. */
function recorder() {
  const seen: { method?: string; url?: string; headers: IncomingMessage['headers'] }[] = []
  return {
    seen,
    onRequest: ((request, response) => {
      seen.push({ method: request.method, url: request.url, headers: request.headers })
      response.end('seen')
    }) as Parameters<typeof startFront>[0],
  }
}

describe('a request that is refused', () => {
  it.each([
    ['TRACE', 'TRACE', '/api/health', {}, 405],
    ['a method that Node does not know', 'FOO', '/api/health', {}, 405],
    ['one that it does', 'CHECKOUT', '/sign-in', {}, 405],
    ['a method in lower case', 'get', '/sign-in', {}, 405],
    ['CONNECT', 'CONNECT', 'example.com:443', {}, 405],
    ['a server action', 'POST', '/sign-in', { 'Next-Action': 'x', 'Content-Length': '0' }, 405],
    ['an address that can’t be decoded', 'GET', '/api/%ff', {}, 400],
    ['a page’s address of that kind', 'GET', '/%', {}, 400],
    ['an address that is none', 'GET', '*', {}, 400],
    ['thousands of parameters', 'GET', `/sign-in?${'a&'.repeat(7500)}`, {}, 400],
    ['a long header', 'GET', '/api/health', { Accept: 'a'.repeat(15_000) }, 400],
    ['a WebSocket', 'GET', '/nope', { Connection: 'Upgrade', Upgrade: 'websocket' }, 400],
    [
      'another protocol',
      'GET',
      '/api/x',
      { Connection: 'keep-alive, upgrade', Upgrade: 'h2c, foo' },
      400,
    ],
    ['an expectation', 'POST', '/api/x', { Expect: 'a-miracle', 'Content-Length': '0' }, 417],
  ])(
    'for %s is answered and closed, and gets no further',
    async (_name, method, target, headers, status) => {
      const { seen, onRequest } = recorder()
      const { port } = await start(onRequest)
      const answer = await send(port, requestText(method, target, { ...headers })).answer
      expect(answer?.status).toBe(status)
      expect(seen).toEqual([])
      const sent = Object.fromEntries(answer?.headers ?? [])
      expect(sent).toMatchObject({
        connection: 'close',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      })
      if (status === 405) expect(sent.allow).toContain('GET')
      if (!target.startsWith('/api/')) {
        expect(sent['content-type']).toBe('text/plain; charset=utf-8')
        return
      }
      expect(sent['content-type']).toBe('application/problem+json')
      expect(JSON.parse(answer?.body ?? '')).toMatchObject({
        type: 'about:blank',
        status,
        code: status === 405 ? 'method_not_allowed' : 'bad_request',
        detail: expect.stringMatching(/^[A-Z].*\.$/),
        requestId: sent['x-request-id'],
      })
    },
  )

  it.each([
    ['headers beyond what Node reads', { Accept: 'a'.repeat(17_000) }, 431],
    ['two lengths', { 'Content-Length': '1', 'Transfer-Encoding': 'chunked' }, 400],
  ])('for %s is, too', async (_name, headers, status) => {
    const { port } = await start()
    const answer = await send(port, requestText('POST', '/api/x', { ...headers })).answer
    expect(answer?.status).toBe(status)
    expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each(['\x16\x03\x01\x02\x00', 'hello\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'])(
    'is no HTTP at all: %j',
    async (bytes) => {
      const { port } = await start()
      expect((await send(port, bytes).answer)?.status).toBe(400)
    },
  )

  it('has no host, which HTTP/1.0 need not name', async () => {
    const { port } = await start()
    const ask = (version: string) =>
      send(port, `GET / HTTP/${version}\r\nConnection: close\r\n\r\n`).answer
    expect((await ask('1.1'))?.status).toBe(400)
    expect((await ask('1.0'))?.status).toBe(200)
  })

  it('comes after others on its connection', async () => {
    const { port } = await start()
    const { socket, answer } = send(port, requestText('GET', '/', { Connection: 'keep-alive' }))
    await once(socket, 'data')
    socket.write('FOO /api/x HTTP/1.1\r\n\r\n')
    const { body } = (await answer) ?? { body: '' }
    expect(body).toMatch(/^seenHTTP\/1\.1 405 .*application\/problem\+json/s)
  })
})

describe('a request that goes on', () => {
  it('has the caller’s address and scheme, and headers that are known', async () => {
    const { seen, onRequest } = recorder()
    const { port } = await start(onRequest, { isTrusted: trustedProxies(['127.0.0.1']) })
    const headers = {
      'X-Forwarded-For': '::ffff:c633:6407',
      'X-Forwarded-Proto': 'https',
      'X-Logpush-Address': '1.1.1.1',
      'Content-Security-Policy': "script-src 'nonce-FAKE'",
    }
    const answer = await send(port, requestText('GET', 'http://a.example/x?y', headers)).answer
    expect(seen).toEqual([
      {
        method: 'GET',
        url: '/x?y',
        headers: {
          host: 'localhost',
          'x-logpush-address': '198.51.100.7',
          'x-logpush-scheme': 'https',
        },
      },
    ])
    expect(answer?.headers.get('strict-transport-security')).toMatch(/^max-age=\d+/)
  })

  it('gets the strictest policy, unless the framework has one', async () => {
    const { port } = await start((request, response) => {
      if (request.url === '/page') response.setHeader('content-security-policy', 'page')
      response.end()
    })
    const policyOf = async (path: string) =>
      (await send(port, requestText('GET', path)).answer)?.headers.get('content-security-policy')
    expect(await policyOf('/page')).toBe('page')
    expect(await policyOf('/file')).toBe("default-src 'none'; frame-ancestors 'none'")
  })

  it('is answered in one go, though the framework sends the headers ahead', async () => {
    const sent: boolean[] = []
    const { port } = await start((_request, response) => {
      response.flushHeaders()
      sent.push(response.headersSent)
      response.end('seen')
    })
    const answer = await send(port, requestText('GET', '/sign-in')).answer
    expect(answer).toMatchObject({ status: 200, body: 'seen' })
    expect(sent).toEqual([false])
  })

  it('may have asked for HTTP/2 in passing', async () => {
    const { seen, onRequest } = recorder()
    const { port, server } = await start(onRequest)
    server.on('upgrade', () => {
      throw new Error('The framework was asked.')
    })
    await Promise.resolve()
    const headers = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'x' }
    const answer = await send(port, requestText('GET', '/api/health', headers)).answer
    expect(answer?.status).toBe(200)
    expect(seen[0]?.headers).not.toHaveProperty('upgrade')
  })

  it('may be about the server itself', async () => {
    const { port } = await start()
    const answer = await send(port, requestText('OPTIONS', '*')).answer
    expect(answer?.status).toBe(204)
    expect(answer?.headers.get('allow')).toContain('PATCH')
  })
})

describe('a client that takes its time', () => {
  const limits = { headersMs: 50, requestMs: 100, checkMs: 20, answerMs: 60_000 }

  it('over its headers is answered 408 and cut off', async () => {
    const { port } = await start(undefined, { limits })
    expect((await send(port, 'GET / HTTP/1.1\r\nHost: x\r\n').answer)?.status).toBe(408)
  })

  it('over nothing at all is, too', async () => {
    const { port } = await start(undefined, { limits })
    expect((await send(port, '').answer)?.status).toBe(408)
  })

  it.each([
    ['of a stated length', { 'Content-Length': '1000' }, '{'],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }, '1\r\n{\r\n'],
  ])('over a body %s is, too, and the reader learns', async (_name, headers, part) => {
    const ends: string[] = []
    const { port } = await start(
      async (request, response) => {
        try {
          for await (const _part of request);
          response.end()
        } catch (error) {
          ends.push(String(error))
        }
      },
      { limits },
    )
    const { answer } = send(port, requestText('POST', '/api/x', { ...headers }, part))
    expect((await answer)?.status).toBe(408)
    await expect.poll(() => ends).toEqual([expect.stringContaining('aborted')])
  })

  it('over a body that trickles is, too', async () => {
    const { port } = await start((request) => request.resume(), { limits })
    const headers = { 'Content-Length': '100000' }
    const { socket, answer } = send(port, requestText('POST', '/api/x', headers))
    const drip = setInterval(() => socket.write('x'), 10)
    expect((await answer)?.status).toBe(408)
    clearInterval(drip)
  })

  it('over a body that nobody reads is, too', async () => {
    const { port } = await start(undefined, { limits })
    const headers = { 'Content-Length': '100000', Connection: 'keep-alive' }
    const answer = await send(port, requestText('GET', '/x', headers, 'x')).answer
    expect(answer?.status).toBe(200)
  })

  it.each(['/x', '/api/activity/export'])(
    'over reading the answer is cut off: %s',
    async (path) => {
      const size = 64_000_000
      const { promise: closed, resolve } = Promise.withResolvers<void>()
      const { port } = await start(
        (_request, response) => {
          response.once('close', resolve)
          response.end(Buffer.alloc(size))
        },
        { limits: { answerMs: 200 } },
      )
      const { socket, answer } = send(port, requestText('GET', path))
      await once(socket, 'data')
      socket.pause()
      await closed
      socket.resume()
      expect((await answer)?.body.length).toBeLessThan(size)
    },
  )

  it('over a file is waited for, as long as some of it goes out', async () => {
    const answerMs = 200
    const { port } = await start(
      (_request, response) => {
        const began = performance.now()
        const writing = setInterval(() => {
          response.write('piece\n')
          if (performance.now() - began < 4 * answerMs) return
          clearInterval(writing)
          response.end('last')
        }, answerMs / 10)
      },
      { limits: { answerMs } },
    )
    const file = await send(port, requestText('GET', '/api/activity/export?format=csv')).answer
    expect(file?.body).toContain('last')
    expect((await send(port, requestText('GET', '/api/activity')).answer)?.body).not.toContain(
      'last',
    )
  })

  it('is no other client’s trouble', async () => {
    const { port } = await start(undefined, { limits })
    const slow = Array.from({ length: 50 }, () => send(port, 'GET / HTTP/1.1\r\n'))
    expect((await send(port, requestText('GET', '/')).answer)?.body).toBe('seen')
    for (const { answer } of slow) expect((await answer)?.status).toBe(408)
  })
})

describe('many connections', () => {
  it('that ask to upgrade are all answered and closed', async () => {
    const { port } = await start()
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket' }
    const all = Array.from({ length: 300 }, () => send(port, requestText('GET', '/', headers)))
    const answers = await Promise.all(all.map(({ answer }) => answer))
    expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set([400]))
  })

  const keep = requestText('GET', '/', { Connection: 'keep-alive' })
  const ask = async (port: number) =>
    (await send(port, requestText('GET', '/')).answer)?.status ?? null

  it('of one caller that send nothing give way, the longest waiting first', async () => {
    const { port, server } = await start(undefined, { limits: { total: 100, perCaller: 3 } })
    const opened = Array.from({ length: 20 }, () => send(port, 'GET / HTTP/1.1\r\n'))
    expect(await ask(port)).toBe(200)
    const count = promisify(server.getConnections.bind(server))
    await expect.poll(() => count()).toBeLessThanOrEqual(3)
    const [oldest] = opened
    expect(await oldest?.answer).toBeNull()
  })

  it('that wait between requests give way, too, whoever they belong to', async () => {
    const { port } = await start(undefined, { limits: { total: 3, perCaller: 3 } })
    const waiting = [1, 2, 3].map(() => send(port, keep))
    await Promise.all(waiting.map(({ socket }) => once(socket, 'data')))
    expect(await ask(port)).toBe(200)
    expect((await waiting[0]?.answer)?.body).toBe('seen')
  })

  it('whose request is under way stay, and the caller gets no more', async () => {
    const waiting: ServerResponse[] = []
    const { port } = await start((_request, response) => waiting.push(response), {
      limits: { total: 100, perCaller: 3 },
    })
    const busy = [1, 2, 3].map(() => send(port, requestText('GET', '/')))
    await expect.poll(() => waiting.length).toBe(3)
    expect(await ask(port)).toBeNull()
    for (const response of waiting.splice(0)) response.end('late')
    for (const { answer } of busy) expect((await answer)?.body).toBe('late')
    const again = send(port, requestText('GET', '/'))
    await expect.poll(() => waiting.length).toBe(1)
    waiting[0]?.end()
    expect((await again.answer)?.status).toBe(200)
  })

  it('of a trusted proxy are not limited, as many callers come by it', async () => {
    const isTrusted = trustedProxies(['127.0.0.1'])
    const { port } = await start(undefined, { isTrusted, limits: { total: 100, perCaller: 1 } })
    const opened = [1, 2, 3].map(() => send(port, keep))
    await Promise.all(opened.map(({ socket }) => once(socket, 'data')))
    for (const { socket } of opened) socket.write(keep)
    await Promise.all(opened.map(({ socket }) => once(socket, 'data')))
    for (const { socket } of opened) socket.destroy()
  })
})

describe('requests that wait for no answer', () => {
  it('of one packet are not all begun', async () => {
    const { seen, onRequest } = recorder()
    const { port } = await start(onRequest)
    const all = requestText('GET', '/', { Connection: 'keep-alive' }).repeat(500)
    await send(port, all).answer
    expect(seen.length).toBeLessThan(20)
  })
})
