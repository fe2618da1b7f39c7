import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createFront } from './server.mjs'

type Settings = Partial<Parameters<typeof createFront>[1]>

/** A front on a free port of loopback, before a framework that answers 200 `seen`. */
export async function startFront(
  onRequest: RequestListener = (_request, response) => response.end('seen'),
  settings: Settings = {},
): Promise<{ server: Server; port: number; stop(): Promise<unknown> }> {
  const server = createFront(onRequest, { isTrusted: () => false, ...settings })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    server,
    port: (server.address() as AddressInfo).port, // It listens on a port, not on a pipe.
    stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      return closed
    },
  }
}

export type Answer = { status: number; headers: Headers; body: string }

/** Sends bytes as they are. `answer`: once the other side closes; null if it did so without a word. */
export function send(
  port: number,
  bytes: string,
): { socket: Socket; answer: Promise<Answer | null> } {
  const socket = connect(port, '127.0.0.1')
  let came = ''
  socket.setEncoding('latin1').on('data', (part) => {
    came += part
  })
  socket.on('error', () => {})
  // Not by `once()`, which fails with the error of a write that comes too late for the other side.
  const closed = new Promise((done) => socket.on('close', done))
  const answer = closed.then(() => parsed(came))
  socket.write(bytes, 'latin1')
  return { socket, answer }
}

function parsed(came: string): Answer | null {
  if (came === '') return null
  const end = came.indexOf('\r\n\r\n')
  const [status = '', ...lines] = came.slice(0, end).split('\r\n')
  const headers = new Headers()
  for (const line of lines) headers.append(...(line.split(/: (.*)/, 2) as [string, string])) // A header line has both.
  return { status: Number(status.split(' ')[1]), headers, body: came.slice(end + 4) }
}

/** A request as text, its connection closed after the answer. */
export function requestText(
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body = '',
): string {
  const all = { Host: 'localhost', Connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}
