import 'server-only'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** For tests: a server on loopback that answers whatever bytes a test scripts, and remembers what was sent. */
export type Seen = {
  method: string
  /** Path with query, as sent. */
  url: string
  headers: IncomingMessage['headers']
  body: string
}

export type Script = (seen: Seen, response: ServerResponse, socket: Socket) => void

export type ScriptedUpstream = {
  url: string
  seen: Seen[]
  /** Forgets what was seen. Each script answers one request, the last one all that follow. */
  play: (...scripts: Script[]) => void
  close: () => Promise<void>
}

export async function startUpstream(): Promise<ScriptedUpstream> {
  const seen: Seen[] = []
  let scripts: Script[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      seen.push(one)
      const script = scripts.length > 1 ? scripts.shift() : scripts[0]
      if (script === undefined) response.writeHead(599).end()
      else script(one, response, request.socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    play(...next) {
      seen.length = 0
      scripts = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Headers = Record<string, string>

export function json(status: number, body: unknown, headers: Headers = {}): Script {
  return bytes(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers })
}

export function bytes(status: number, body: string | Buffer, headers: Headers = {}): Script {
  return (_, response) => response.writeHead(status, headers).end(body)
}

/** The CIS envelope around a result. */
export function enveloped(result: unknown, info?: unknown): Script {
  return json(200, {
    success: true,
    errors: [],
    messages: [],
    result,
    ...(info === undefined ? {} : { result_info: info }),
  })
}

export const hang: Script = () => undefined

/** Breaks the connection off without a byte of an answer. */
export const reset: Script = (_, __, socket) => socket.resetAndDestroy()

/** Promises a long body, sends its beginning, and breaks off. */
export const resetInBody: Script = (_, response, socket) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
  response.write('{"success":true,"result":[')
  setTimeout(() => socket.resetAndDestroy(), 20)
}
