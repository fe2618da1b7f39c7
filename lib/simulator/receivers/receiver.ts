import { once } from 'node:events'
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { unzipSync } from 'node:zlib'
import type { FaultEffect } from '../faults/types.ts'
import { answerOf, type Incoming } from './answers.ts'
import type { Authority } from './certificates.ts'
import { troubleOf } from './trouble.ts'
import { type Arrival, ENGINE_AGENT, type ReceiverInfo, type ReceiverOptions } from './types.ts'

/** So much of a body is kept for whoever asks what arrived. */
const KEPT_CHARACTERS = 20_000
const MOST_BYTES = 64 * 1024 * 1024

type Parts = {
  authority: Authority
  now(): number
  /** What faults ask for; `text` is `/<id>/<Host header><path and query>`. */
  take(method: string, text: string): FaultEffect[]
  arrived(arrival: Arrival): void
}

/**
 * One server on loopback, listening once this resolves. `options` may change while it runs.
 * @param port 0 for a free one
 */
export async function startReceiver(
  id: string,
  options: ReceiverOptions,
  port: number,
  parts: Parts,
) {
  const { authority } = parts
  const server = options.certificate === 'none' ? createPlainServer(handle) : createTlsServer()

  function createTlsServer() {
    const secure = createServer({ ...current(''), SNICallback: byName }, handle)
    // A client that does not like the certificate hangs up; that is its right.
    secure.on('tlsClientError', () => {})
    return secure
  }

  function current(host: string) {
    const { certificate } = options
    return authority.credentials(certificate === 'none' ? 'good' : certificate, host)
  }

  function byName(
    name: string,
    done: (error: Error | null, context: ReturnType<Authority['contextFor']>) => void,
  ): void {
    const { certificate } = options
    done(null, authority.contextFor(certificate === 'none' ? 'good' : certificate, name))
  }

  function handle(message: IncomingMessage, response: ServerResponse): void {
    serve(message, response).catch(() => message.socket.destroy())
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = message
    const headers = readable(message.headers)
    const [path = '/', query = ''] = url.split('?', 2)
    const { host = '' } = headers
    const effects = parts.take(method, `/${id}/${host}${url}`)
    const text = unpacked(await read(message), headers['content-encoding'])
    const incoming: Incoming = { method, path, query: new URLSearchParams(query), headers, text }
    for (const effect of effects) if (effect.kind === 'delay') await sleep(effect.ms)
    const troubles = effects.map((effect) => troubleOf(effect, options.kind, incoming))
    const outcome = troubles.find((trouble) => trouble !== null) ?? answerOf(options, incoming)
    parts.arrived({
      receiver: id,
      at: parts.now(),
      method,
      host,
      path: url,
      headers,
      text: text?.slice(0, KEPT_CHARACTERS) ?? null,
      records: text?.split('\n').filter((line) => line !== '').length ?? 0,
      fromEngine: headers['user-agent'] === ENGINE_AGENT,
      status: 'broken' in outcome ? outcome.broken : outcome.status,
    })
    if ('broken' in outcome) {
      if (outcome.broken === 'reset') message.socket.destroy()
      return
    }
    const type = { 'Content-Type': 'application/json' }
    response.writeHead(outcome.status, { ...type, ...outcome.headers }).end(outcome.body)
  }

  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  // Whoever opened it may end without closing it.
  server.unref()
  const address = server.address()
  const listening = typeof address === 'object' ? (address?.port ?? 0) : 0

  return {
    id,
    port: listening,
    options,
    info: (): ReceiverInfo => ({ id, address: `127.0.0.1:${listening}`, ...options }),
    change(changes: Partial<ReceiverOptions>): void {
      Object.assign(options, changes)
      // Clients that name no host, as those that connect to an address, get what the server was made with.
      if ('setSecureContext' in server) server.setSecureContext(current(''))
    },
    async close(): Promise<void> {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>

async function read(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of message) {
    length += part.length
    if (length > MOST_BYTES) throw new Error('The body is too long')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function unpacked(body: Buffer, encoding: string | undefined): string | null {
  if (!encoding || encoding === 'identity') return body.toString()
  if (encoding !== 'gzip') return null
  try {
    return unzipSync(body, { maxOutputLength: MOST_BYTES }).toString()
  } catch {
    return null
  }
}

/** Their bytes read as UTF-8, which secrets beyond ASCII are sent in. */
function readable(headers: IncomingMessage['headers']): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [
    name,
    Buffer.from(String(value), 'latin1').toString(),
  ])
  return Object.fromEntries(pairs)
}
