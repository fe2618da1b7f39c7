import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'

/** For every answer that is no page: nothing in it may be run or framed. Pages get theirs from proxy.ts. */
export const strictPolicy = "default-src 'none'; frame-ancestors 'none'"

/** What holds for every answer of this server, whoever gives it. */
export const answerHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
}

/**
 * A refusal by the front.
 * @typedef {{status: number, detail: string, allow?: string}} Refusal `detail` is a sentence for a person;
 *   `allow` the methods that the address does take
 */

/** What `lib/server/errors.ts` calls them; the protocol's own statuses have no code there. */
const codes = { 400: 'bad_request', 405: 'method_not_allowed', 413: 'payload_too_large' }
const titles = { 400: 'Bad request', 405: 'Method not allowed', 413: 'Too large' }

/**
 * Headers and body of a refusal: a problem as `lib/server/problem.ts` writes it for an address of the API, else the
 * sentence. The connection is closed after it: a client that sends such requests gets nothing kept open for it.
 * @param {Refusal} refusal
 * @param {boolean} isApi
 */
function written({ status, detail, allow }, isApi) {
  const requestId = randomUUID()
  const problem = {
    type: 'about:blank',
    title: titles[status] ?? STATUS_CODES[status],
    status,
    detail,
    code: codes[status] ?? 'bad_request',
    requestId,
  }
  const body = isApi ? JSON.stringify(problem) : `${detail}\n`
  const headers = {
    ...answerHeaders,
    'Content-Security-Policy': strictPolicy,
    'Cache-Control': 'no-store',
    'Content-Type': isApi ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...(isApi && { 'X-Request-Id': requestId }),
    ...(allow && { Allow: allow }),
    Connection: 'close',
  }
  return { headers, body }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {Refusal} refusal
 * @param {boolean} isApi
 */
export function refuse(response, refusal, isApi) {
  const { headers, body } = written(refusal, isApi)
  response.writeHead(refusal.status, headers).end(body)
}

/**
 * Where Node could make no request of what came, so that there is only the socket to answer on.
 * @param {import('node:stream').Duplex & {destroySoon?: () => void}} socket
 * @param {Refusal} refusal
 * @param {boolean} isApi
 */
export function refuseOnSocket(socket, refusal, isApi) {
  const { headers, body } = written(refusal, isApi)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n`
  socket.end(head + body)
  // A client that keeps its own half open holds a descriptor of ours.
  socket.destroySoon?.()
}
