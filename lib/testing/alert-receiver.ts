import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AlertNotice } from '@/lib/schemas/alert'

export type Heard = { headers: Record<string, unknown>; body: string }

/** For tests: a receiver of alerts on loopback, by plain HTTP. */
export class AlertReceiver {
  readonly heard: Heard[] = []
  status = 200
  #server: Server | undefined

  /** @returns its address */
  async open(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8')
        this.heard.push({ headers: request.headers, body })
        response.statusCode = this.status
        response.end()
      })
    })
    this.#server = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` // Of a TCP server.
  }

  close(): void {
    this.#server?.close()
    this.#server?.closeAllConnections()
  }

  get notices(): AlertNotice[] {
    return this.heard.map(({ body }) => JSON.parse(body) as AlertNotice)
  }
}
