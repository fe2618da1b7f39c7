import { connect, createServer, type Socket } from 'node:net'

export type Relay = {
  /** The upstream's address, by way of the relay. */
  url: string
  /** How many requests for a zone's jobs went through so far. */
  asked: () => number
  close: () => void
}

/** Stands between one process and the simulated CIS, so that a test knows which of several processes reads. */
export async function startRelay(upstream: string): Promise<Relay> {
  const to = new URL(upstream)
  const open = new Set<Socket>()
  let asked = 0
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.once('error', () => other.destroy())
      one.once('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
    near.on('data', (chunk: Buffer) => {
      asked += chunk.toString('latin1').match(/^GET \S+\/logpush\/jobs /gm)?.length ?? 0
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const own = new URL(upstream)
  own.port = typeof address === 'object' ? String(address?.port) : ''
  return {
    url: own.href.replace(/\/$/, ''),
    asked: () => asked,
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
