import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { requestText, send, startFront } from './testing'

const fronts: Awaited<ReturnType<typeof startFront>>[] = []
afterEach(async () => {
  await Promise.all(fronts.splice(0).map((front) => front.stop()))
})

/** A front behind a proxy that is believed, and a framework that answers when it is told to. */
async function start(atOnce: number, turnMs = 60_000) {
  const begun = new Map<string, ServerResponse>()
  const front = await startFront(
    (request, response) => void begun.set(request.url ?? '', response),
    {
      isTrusted: () => true,
      limits: { atOnce, turnMs },
    },
  )
  fronts.push(front)
  let arrived = 0
  front.server.on('request', () => {
    arrived += 1
  })
  return {
    port: front.port,
    names: () => [...begun.keys()],
    answer: (url: string) => begun.get(url)?.end(),
    /** Resolves when the front has the request, whether or not it goes on. */
    async ask(url: string, address = '198.51.100.1') {
      const before = arrived
      const sent = send(front.port, requestText('GET', url, { 'X-Forwarded-For': address }))
      await vi.waitUntil(() => arrived > before)
      return sent
    },
  }
}

describe('what is asked for at once', () => {
  it('is begun in turn, each when one before it is done', async () => {
    const { ask, names, answer } = await start(2)
    for (const url of ['/a', '/b', '/c', '/d']) await ask(url)
    await vi.waitUntil(() => names().length === 2)
    answer('/b')
    await vi.waitUntil(() => names().length === 3)
    await ask('/e', '198.51.100.2')
    await vi.waitUntil(() => names().length === 4)
    expect(names()).toEqual(['/a', '/b', '/c', '/e'])
  })

  it('keeps neither another caller waiting nor what is of another kind', async () => {
    const { ask, names } = await start(1)
    await ask('/a')
    await ask('/b')
    await ask('/c', '198.51.100.2')
    await vi.waitUntil(() => names().includes('/c'))
    for (const url of ['/api/session', '/api/health']) {
      await ask(url)
      await vi.waitUntil(() => names().includes(url))
    }
    expect(names()).toEqual(['/a', '/c', '/api/session', '/api/health'])
  })

  it('lets those in who are at the door', async () => {
    const { names, port } = await start(100)
    const crowd = Array.from({ length: 30 }, (_, at) => send(port, requestText('GET', `/${at}`)))
    const health = send(port, requestText('GET', '/api/health'))
    await vi.waitUntil(() => names().includes('/api/health'))
    expect(names().indexOf('/api/health')).toBeLessThan(30)
    for (const { socket } of [...crowd, health]) socket.destroy()
  })

  it('is never begun once nobody waits for it', async () => {
    const { ask, names, answer } = await start(1)
    await ask('/a')
    const { socket } = await ask('/b')
    await ask('/c')
    socket.destroy()
    await once(socket, 'close')
    // What is asked for later arrives after the news that a connection was closed.
    await ask('/d', '198.51.100.2')
    await vi.waitUntil(() => names().includes('/d'))
    answer('/a')
    await vi.waitUntil(() => names().includes('/c'))
    expect(names()).toEqual(['/a', '/d', '/c'])
  })

  it('holds nobody up for long: one that waits for something else gives its turn on', async () => {
    const { ask, names, answer } = await start(1, 20)
    await ask('/a')
    await ask('/b')
    await vi.waitUntil(() => names().includes('/b'))
    answer('/a')
    answer('/b')
    await ask('/c')
    await vi.waitUntil(() => names().includes('/c'))
  })
})
