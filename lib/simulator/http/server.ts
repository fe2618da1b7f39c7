import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Answer } from '../call.ts'
import type { RawCall, Simulator } from '../simulator.ts'
import { drops } from './fetch-form.ts'

/**
 * The simulator behind node:http. A broken connection is a destroyed socket; `hang` leaves it open until the client goes. A request that arrived
 * whole is carried out even if the client goes before it is answered.
 */
export function createHttpServer(simulator: Simulator): Server {
  const server = createServer((message, response) => {
    simulator.answer(toCall(message)).then(
      (outcome) => {
        if (!('broken' in outcome)) return send(response, outcome)
        if (outcome.broken !== 'hang') message.socket.destroy()
      },
      (error: unknown) => {
        if (!message.complete) return // The client went in the middle of its request.
        console.error(error)
        if (!response.headersSent) response.writeHead(500)
        response.end('The simulator failed, see its stderr\n')
      },
    )
  })
  // Longer than clients keep their side open, so that no request meets a socket that is being closed.
  server.keepAliveTimeout = 75_000
  return server
}

function toCall(message: IncomingMessage): RawCall {
  const url = message.url ?? '/'
  const at = url.indexOf('?')
  const { method = 'GET', headers } = message
  let bytes: Promise<Uint8Array> | undefined
  const body = () => {
    bytes ??= read(message)
    return bytes
  }
  // At once, since what a client that goes leaves unread is lost. Whoever needs it hears of a failure.
  if (method !== 'GET') body().catch(() => {})
  return {
    method,
    url,
    query: at < 0 ? '' : url.slice(at + 1),
    headers: {
      get(name) {
        const value = headers[name.toLowerCase()]
        return Array.isArray(value) ? value.join(', ') : (value ?? null)
      },
    },
    body,
    async request() {
      const hasBody = method !== 'GET' && method !== 'HEAD'
      const copied = new Headers()
      for (const [name, values] of Object.entries(message.headersDistinct)) {
        for (const value of values ?? []) copied.append(name, value)
      }
      return new Request(`http://${headers.host ?? '127.0.0.1'}${url}`, {
        method,
        headers: copied,
        ...(hasBody ? { body: new Uint8Array(await body()) } : {}),
      })
    },
  }
}

async function read(message: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part)
  return Buffer.concat(parts)
}

function send(response: ServerResponse, { status, headers, body, slowMs }: Answer): void {
  if (slowMs === undefined) {
    response.setHeader('Content-Length', Buffer.byteLength(body))
    response.writeHead(status, headers).end(body)
    return
  }
  response.writeHead(status, headers)
  response.flushHeaders()
  const parts = drops(typeof body === 'string' ? Buffer.from(body) : body)
  const next = () => {
    const part = parts.shift()
    if (!part || response.destroyed) return void response.end()
    response.write(part)
    setTimeout(next, slowMs / 10)
  }
  setTimeout(next, slowMs / 10)
}
