import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Notice = {
  /** The same however often it is sent. */
  id: string
  event: string
  jobs: { id: string; name: string | null; zone: { id: string; name: string } }[]
  count: number
  cause: string | null
  url: string | null
}

export type Webhook = {
  url: string
  /** What came, in order, whose signature is right. */
  notices: Notice[]
  /** Bodies of what came with a signature that is not. */
  forged: string[]
  close: () => void
}

/** For tests: a receiver of alerts on loopback, which checks what it gets as docs/api.md says. */
export async function startWebhook(secret: string): Promise<Webhook> {
  const notices: Notice[] = []
  const forged: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const given = String(request.headers['x-logpush-signature'])
      const [, t] = /^t=(\d+),v1=/.exec(given) ?? []
      const right = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')
      if (given === `t=${t},v1=${right}`) notices.push(JSON.parse(body) as Notice)
      else forged.push(body)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // Of a TCP server.
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    notices,
    forged,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
