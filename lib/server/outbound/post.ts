import 'server-only'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
import { failureOf, OutboundFailure } from './failure'
import type { Place, Reach } from './place'

export type Post = {
  port: number
  /** Without TLS. */
  isPlain?: boolean
  /** Path with query, as it goes out. */
  path: string
  /** In order; a name may stand there twice, and is sent twice. */
  headers: readonly (readonly [name: string, value: string])[]
  body: Uint8Array
}

/** `text`: the first 2 KB of the body as they came, '' where it is packed. Secrets may be in it: mask before it is shown. */
export type Answer = {
  status: number
  text: string
  location: string | undefined
  isPacked: boolean
}

const mostBytes = 2_048
const mostHeaderBytes = 16_384
/** Of answers before the answer (`102 Processing`): whoever sends more means to keep this server busy. */
const mostInterim = 100
/** Once the status is there, so long for the body, whoever sends it drop by drop. */
const bodyMs = 2_000

/** What belongs to the connection and is written here, or would change how the request is read. */
const ofConnection =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|http2-settings)$/i

/** Whether a header that a person chose can be sent along. */
export function isSendable([name, value]: readonly [string, string]): boolean {
  return (
    /^[!#$%&'*+.^_`|~0-9a-z-]{1,256}$/i.test(name) &&
    !ofConnection.test(name) &&
    !/[^\P{Cc}\t]/u.test(value)
  )
}

/** UTF-8, byte by byte, as Go sends it; Node takes a header for Latin-1. */
const bytesOf = (value: string) => Buffer.from(value, 'utf8').toString('latin1')

/**
 * Sends one request on a connection that is then closed. A redirect is an answer, never followed; nothing is unpacked.
 * Headers that `isSendable` refuses are left out. Throws OutboundFailure.
 */
export function postOn(socket: Socket, place: Place, post: Post, reach: Reach): Promise<Answer> {
  const host = isIPv6(place.host) ? `[${place.host}]` : place.host
  const headers = [
    ['host', post.port === (post.isPlain ? 80 : 443) ? host : `${host}:${post.port}`],
    ['accept-encoding', 'identity'],
    ['content-length', String(post.body.byteLength)],
    ['connection', 'close'],
    ...post.headers.filter(isSendable).map(([name, value]) => [name, bytesOf(value)]),
  ].flat() as string[] // Pairs of two texts.
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      method: 'POST',
      path: post.path,
      headers,
      maxHeaderSize: mostHeaderBytes,
      createConnection: () => socket,
    })
    const late = new OutboundFailure('timeout', 'answer')
    const timer = setTimeout(() => fail(late), Math.max(0, reach.untilMs - Date.now()))
    const close = () => {
      clearTimeout(timer)
      request.destroy()
      socket.destroy()
    }
    let isAnswered = false
    function fail(error: unknown): void {
      if (isAnswered) return
      close()
      reject(failureOf(error, 'answer'))
    }
    request.on('error', fail)
    socket.on('error', fail)
    request.on('response', (response) => {
      isAnswered = true
      readBody(response, reach.untilMs).then((text) => {
        close()
        resolve({ ...headOf(response), text })
      })
    })
    let interim = 0
    request.on('information', () => {
      interim += 1
      if (interim > mostInterim) fail(new OutboundFailure('not_http', 'answer'))
    })
    request.on('upgrade', (response) => {
      isAnswered = true
      close()
      resolve({ ...headOf(response), text: '' })
    })
    request.on('close', () => fail(new OutboundFailure('connection_reset', 'answer')))
    request.end(post.body)
  })
}

function headOf({ statusCode = 0, headers }: IncomingMessage): Omit<Answer, 'text'> {
  const isPacked = !/^(?:identity)?$/i.test(headers['content-encoding']?.trim() ?? '')
  return { status: statusCode, location: headers.location, isPacked }
}

/** What of the body comes soon, cut. A body that breaks off is as good as one that ends. */
function readBody(response: IncomingMessage, untilMs: number): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(finish, Math.max(0, Math.min(bodyMs, untilMs - Date.now())))
    function finish(): void {
      clearTimeout(timer)
      response.removeAllListeners('data')
      const { isPacked } = headOf(response)
      resolve(isPacked ? '' : Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8'))
    }
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size >= mostBytes) finish()
    })
    response.on('end', finish)
    response.on('error', finish)
    response.on('close', finish)
  })
}
