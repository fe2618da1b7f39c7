import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCertificate } from '@/lib/testing/certificates'
import { type Receiver, startReceiver, startTcp } from '@/lib/testing/receiver'
import { beginTls, openSocket } from './connect'
import { OutboundFailure } from './failure'
import type { Place, Reach } from './place'
import { isSendable, type Post, postOn } from './post'

const here: Place = { host: 'localhost', isName: true, addresses: ['127.0.0.1'] }
const reach = (withinMs = 8_000): Reach => ({ allowPrivate: true, untilMs: Date.now() + withinMs })

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.close())
beforeEach(() => receiver.play((response) => response.end('ok')))

async function post(over: Partial<Post> = {}, to = reach(), port = receiver.port) {
  const { socket } = await beginTls(await openSocket(here, port, to), here, to)
  const one = { port, path: '/in?x=1', headers: [], body: Buffer.from('{}\n'), ...over }
  const answer = postOn(socket, here, one, to)
  return { socket, answer: await answer }
}
const failed = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (error: unknown) => error,
  )
  return error instanceof OutboundFailure ? [error.code, error.stage] : error
}

describe('a request', () => {
  it('goes out as it is said, once, on a connection that is closed', async () => {
    const { socket, answer } = await post({ headers: [['X-A', 'b']] })
    expect(answer).toEqual({ status: 200, text: 'ok', location: undefined, isPacked: false })
    expect(receiver.received).toEqual([
      {
        method: 'POST',
        url: '/in?x=1',
        headers: [
          ['host', `localhost:${receiver.port}`],
          ['accept-encoding', 'identity'],
          ['content-length', '3'],
          ['connection', 'close'],
          ['X-A', 'b'],
        ],
        body: '{}\n',
      },
    ])
    expect(socket.destroyed).toBe(true)
  })

  it('carries every header as it stands: twice, odd, long', async () => {
    const value = `a b%20+"'\\;,=\t${'x'.repeat(4096)}`
    const headers = [
      ['X-Twice', 'one'],
      ['X-Twice', 'two'],
      ['authorization', `Splunk ${value}`],
      ['X-Word', 'Grüße 漢'],
    ] as const
    await post({ headers })
    const sent = receiver.received[0]?.headers.slice(4) ?? []
    expect(sent.slice(0, 3)).toEqual(headers.slice(0, 3))
    expect(Buffer.from(sent[3]?.[1] ?? '', 'latin1').toString('utf8')).toBe('Grüße 漢')
  })

  it.each([
    ['X-A', 'b\r\nX-B: c'],
    ['X-A', 'b\n'],
    ['X-A', 'b\u0000'],
    ['X-A', '\u007f'],
    ['X A', 'b'],
    ['X-A:', 'b'],
    ['X-A\r\nX-B', 'b'],
    ['', 'b'],
    ['Host', 'other.example'],
    ['Content-Length', '0'],
    ['Transfer-Encoding', 'chunked'],
    ['connection', 'keep-alive'],
    ['Expect', '100-continue'],
    ['Proxy-Authorization', 'x'],
    ['Upgrade', 'h2c'],
  ])('leaves out what cannot be sent along: %j %j', async (name, value) => {
    expect(isSendable([name, value])).toBe(false)
    await post({ headers: [[name, value]] })
    expect(receiver.received[0]?.headers).toHaveLength(4)
    expect(receiver.received[0]?.headers[0]).toEqual(['host', `localhost:${receiver.port}`])
  })
})

describe('an answer', () => {
  it('that leads elsewhere is not followed', async () => {
    receiver.play((response) =>
      response.writeHead(307, { location: 'https://169.254.169.254/x' }).end(),
    )
    const { answer } = await post()
    expect(answer).toMatchObject({ status: 307, location: 'https://169.254.169.254/x' })
    expect(receiver.received).toHaveLength(1)
  })

  it('is cut after 2 KB, however much there is', async () => {
    receiver.play((response) => {
      const more = () => {
        while (response.write('x'.repeat(60_000)));
        response.once('drain', more)
      }
      response.on('error', () => {})
      more()
    })
    const { answer } = await post()
    expect(answer).toMatchObject({ status: 200, text: 'x'.repeat(2048) })
  })

  it('that is packed is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    receiver.play((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect((await post()).answer).toMatchObject({ status: 200, text: '', isPacked: true })
  })

  it('counts by its status when its body comes drop by drop', async () => {
    let drip: NodeJS.Timeout | undefined
    receiver.play((response) => {
      response.on('close', () => clearInterval(drip))
      response.on('error', () => {})
      response.writeHead(403)
      drip = setInterval(() => response.write('.'), 20)
    })
    const { answer } = await post({}, reach(700))
    expect(answer).toMatchObject({ status: 403, text: expect.stringMatching(/^\.*$/) })
  })

  it('that breaks off counts by its status', async () => {
    receiver.play((response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"text":', () => response.socket?.destroy())
    })
    expect((await post()).answer).toMatchObject({ status: 200, text: '{"text":' })
  })

  it('may ask for another protocol', async () => {
    receiver.play((response) =>
      response.writeHead(101, { upgrade: 'x', connection: 'upgrade' }).end(),
    )
    expect((await post()).answer).toMatchObject({ status: 101, text: '' })
  })
})

describe('no answer', () => {
  const servers: { close: () => Promise<void> }[] = []
  afterEach(async () => {
    for (const one of servers.splice(0)) await one.close()
  })
  /** Speaks TLS, and then whatever bytes. */
  async function speaking(onSecure: (socket: TLSSocket) => void) {
    const { key, cert } = makeCertificate({ name: 'localhost', hosts: ['localhost'] })
    const server = await startTcp((raw: Socket) => {
      const socket = new TLSSocket(raw, { isServer: true, key, cert })
      socket.on('error', () => {})
      socket.once('data', () => onSecure(socket))
    })
    servers.push(server)
    return server.port
  }

  it.each<[string, (socket: TLSSocket) => void, string]>([
    ['no HTTP', (socket) => socket.end('220 hello\r\n'), 'not_http'],
    ['nothing at the end', (socket) => socket.end(), 'connection_reset'],
    ['half a head', (socket) => socket.end('HTTP/1.1 200 OK\r\nx: '), 'connection_reset'],
    [
      'a head without end',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n')
        socket.write(`x: ${'y'.repeat(100_000)}\r\n`)
      },
      'not_http',
    ],
    [
      'two lengths',
      (socket) =>
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n'),
      'not_http',
    ],
  ])('from what says %s', async (_, onSecure, code) => {
    const port = await speaking(onSecure)
    expect(await failed(post({}, reach(), port))).toEqual([code, 'answer'])
  })

  it('in time', async () => {
    const port = await speaking(() => {})
    expect(await failed(post({}, reach(300), port))).toEqual(['timeout', 'answer'])
  })

  it('from endless interim answers', async () => {
    const port = await speaking((socket) => {
      const more = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 10)
      socket.on('close', () => clearInterval(more))
    })
    expect(await failed(post({}, reach(300), port))).toEqual(['timeout', 'answer'])
  })

  it('from a flood of interim answers, which is not waited out', async () => {
    const port = await speaking((socket) => {
      socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(1_000))
    })
    expect(await failed(post({}, reach(), port))).toEqual(['not_http', 'answer'])
  })

  it('without a certificate of ours', async () => {
    const strict = await startReceiver({ tls: { requestCert: true } })
    servers.push(strict)
    const work = post({}, reach(), strict.port)
    expect(await failed(work)).toEqual(['client_certificate_needed', 'answer'])
  })
})
