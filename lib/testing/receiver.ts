import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTlsHttp } from 'node:https'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { gunzipSync } from 'node:zlib'
import { type Made, makeCertificate } from './certificates'

/** What a receiver got: header names as they were sent, `body` unpacked. */
export type Received = { method: string; url: string; headers: [string, string][]; body: string }

export type Respond = (response: ServerResponse, received: Received) => void

export type Receiver = {
  port: number
  received: Received[]
  /** How many connections were ever made. */
  connections: () => number
  /** Each answers one request, the last all that follow. */
  play: (...scripts: Respond[]) => void
  close: () => Promise<void>
}

export type ReceiverOptions = {
  /** One for `localhost` and 127.0.0.1 of its own authority when left out. */
  certificate?: Pick<Made, 'key' | 'cert'>
  tls?: { requestCert?: boolean; rejectUnauthorized?: boolean }
}

function pairsOf(raw: string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, at) => [
    raw[2 * at] ?? '',
    raw[2 * at + 1] ?? '',
  ])
}

function unpacked(request: IncomingMessage, body: Buffer): string {
  const isPacked = request.headers['content-encoding'] === 'gzip'
  return (isPacked ? gunzipSync(body) : body).toString('utf8')
}

async function listen(
  server: Server,
): Promise<{ port: number; connections: () => number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // Of a TCP server.
  return {
    port,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** For tests: an HTTPS server on loopback that answers what a test scripts, and remembers what was sent. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const received: Received[] = []
  let scripts: Respond[] = []
  const { key, cert } =
    options.certificate ?? makeCertificate({ name: 'localhost', hosts: ['localhost', '127.0.0.1'] })
  const server = createTlsHttp({ key, cert, ...options.tls }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one: Received = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: pairsOf(request.rawHeaders),
        body: unpacked(request, Buffer.concat(chunks)),
      }
      received.push(one)
      const script = scripts.length > 1 ? scripts.shift() : scripts[0]
      if (script) script(response, one)
      else response.writeHead(599).end()
    })
  })
  const listening = await listen(server)
  return {
    ...listening,
    received,
    play(...next) {
      received.length = 0
      scripts = next
    },
  }
}

/** For tests: a receiver whose authority, of its own, this thread trusts for as long as it is open. */
export async function startTrustedReceiver() {
  const authority = makeCertificate({ name: 'Test CA', isAuthority: true })
  const hosts = ['localhost', '127.0.0.1']
  const certificate = makeCertificate({ name: 'leaf', hosts, issuer: authority })
  const former = getCACertificates('default')
  setDefaultCACertificates([...former, authority.cert])
  const receiver = await startReceiver({ certificate })
  const close = () => {
    setDefaultCACertificates(former)
    return receiver.close()
  }
  return { ...receiver, authority, close }
}

/** Answers with a status and JSON. */
export const json =
  (status: number, body: unknown): Respond =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** For tests: a server on loopback that does with a bare connection what a test says. */
export async function startTcp(onSocket: (socket: Socket) => void) {
  return listen(createTcp(onSocket))
}
