import http, { createServer } from 'node:http'
import { answerHeaders, refuse, refuseOnSocket, strictPolicy } from './answers.mjs'
import { connectionLimits, limitConnections } from './connections.mjs'
import { resolveForwarded } from './forwarded.mjs'
import { knownHeaders } from './headers.mjs'
import { networkOf } from './network.mjs'
import {
  addressRefusal,
  apiMethods,
  awayFromFramework,
  bad,
  isApiPath,
  pathForm,
  protocolRefusal,
} from './rules.mjs'
import { createTurns } from './turns.mjs'

/** The API answers within 30 s; what is larger than a socket's buffer then has the rest to get through a slow line. */
const times = {
  headersMs: 15_000,
  /** The whole request, its body included. */
  requestMs: 30_000,
  /** From the request's headers to the end of the answer; of a file, how long nothing of it may go out. */
  answerMs: 120_000,
  /** How often Node looks for requests that are late. */
  checkMs: 5_000,
}

/**
 * Requests of one connection at a time. No browser sends a second one before the first is answered, and Node would begin
 * with all that fit in a packet: a thousand pages for 40 KB.
 */
const mostUnderWay = 8

/**
 * How many requests of a caller are worked on at a time; more wait for their own. A browser sends six, a script of the
 * API's as many as it likes. Whether the process is well, and what it counts, has to be heard beside any crowd.
 */
const lanes = { page: 16, api: 64, health: 4 }
const laneOf = (url) =>
  /^\/(?:api\/(?:health|ready)|metrics)(?:\?|$)/.test(url)
    ? 'health'
    : isApiPath(url)
      ? 'api'
      : 'page'

/** Files are as long as they are, and take as long as their reader does. */
const isFile = (url) => /^\/api\/[^?]*\/export(?:\?|$)/.test(url)

/**
 * The server that stands before the framework: whatever a stranger sends is judged here, by rules that take time in
 * proportion to what was sent, and only what a page or script of ours could send goes on.
 * @param {import('node:http').RequestListener} onRequest the framework
 * @param {object} settings
 * @param {(address: string) => boolean} settings.isTrusted whose `X-Forwarded-*` is believed
 * @param {boolean} [settings.alwaysHttps] browsers come by HTTPS, whatever the proxy in front says
 * @param {Partial<typeof times & {total: number, perCaller: number, atOnce: number, turnMs: number}>} [settings.limits]
 * @returns {import('node:http').Server}
 */
export function createFront(onRequest, { isTrusted, alwaysHttps = false, limits = {} }) {
  const { headersMs, requestMs, answerMs, checkMs, total, perCaller } = {
    ...times,
    ...connectionLimits(),
    ...limits,
  }
  const server = createServer({
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    // Node's own answer to a request without `Host` lacks our headers.
    requireHostHeader: false,
  })
  limitConnections(server, { total, perCaller, underWay: mostUnderWay, isTrusted })
  const turns = Object.fromEntries(
    Object.entries(lanes).map(([lane, atOnce]) => [
      lane,
      createTurns(server, { atOnce, ...limits }),
    ]),
  )
  // Without a listener of the framework's, Node takes a request to upgrade for the plain request that it is, too
  // (RFC 9110, 7.8). The framework would keep the sockets of those that lead nowhere open for ever.
  server.on('newListener', (event, listener) => {
    if (event === 'upgrade') queueMicrotask(() => server.off(event, listener))
  })

  /** The latest answer of each connection. */
  const answers = new WeakMap()
  server.on('request', (request, response) => {
    const { socket } = request
    // Its connection had too many.
    if (socket.destroyed) return
    answers.set(socket, response)
    let written = isFile(request.url) ? socket.bytesWritten : Number.POSITIVE_INFINITY
    const tooSlow = setInterval(() => {
      if (socket.bytesWritten <= written) socket.destroy()
      written = socket.bytesWritten
    }, answerMs)
    response.once('close', () => clearInterval(tooSlow))
    const caller = resolveForwarded(request.headers, socket.remoteAddress, isTrusted)
    // The framework sends the headers ahead, though the body follows at once: one packet and one system call less.
    response.flushHeaders = () => {}
    // Defaults: where the framework has values of its own, they replace these.
    for (const [name, value] of defaults) response.setHeader(name, value)
    if (alwaysHttps || caller.scheme === 'https') {
      response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    }
    if (request.method === 'OPTIONS' && request.url === '*') return sayMethods(response)
    const refusal = admit(request, response, caller)
    if (refusal) refuse(response, refusal, isApiPath(request.url))
    else {
      const inTurn = turns[laneOf(request.url)]
      inTurn(networkOf(caller.address), response, () => onRequest(request, response))
    }
  })
  server.on('checkExpectation', (request, response) => {
    const refusal = { status: 417, detail: 'The only expectation that can be met is 100-continue.' }
    refuse(response, refusal, isApiPath(request.url))
  })
  server.on('connect', (_request, socket) => {
    refuseOnSocket(socket, addressRefusal('CONNECT', '/'), false)
  })
  server.on('clientError', (error, socket) => {
    const answer = answers.get(socket)
    const isHalfSent = answer?.headersSent && !answer.writableFinished
    if (!socket.writable || isHalfSent) return socket.destroy()
    const { refusal, isApi } = protocolRefusal(error)
    refuseOnSocket(socket, refusal, isApi)
  })
  return server
}

const defaults = Object.entries({ ...answerHeaders, 'Content-Security-Policy': strictPolicy })

/** The answer about the server as a whole (RFC 9110, 9.3.7). */
function sayMethods(response) {
  response.writeHead(204, { Allow: apiMethods.join(', ') }).end()
}

/** Judges a request and leaves in it only what may go on. */
function admit(request, response, caller) {
  request.url = pathForm(request.url)
  const upgrade = asksForUpgrade(request.headers)
  // What was sent behind such a request is in another protocol.
  if (upgrade) response.setHeader('Connection', 'close')
  // Java's and curl's clients ask for HTTP/2 in passing, and are content with an answer in HTTP/1.1.
  if (upgrade && upgrade !== 'h2c') return bad('This server speaks HTTP only.')
  const refusal = addressRefusal(request.method, request.url)
  if (refusal) return refusal
  request.url = awayFromFramework(request.url)
  const known = knownHeaders(request.headers)
  if ('tooLong' in known) return bad(`The header ${known.tooLong} is too long.`)
  if (request.httpVersion === '1.1' && !known.headers.host)
    return bad('The header host is missing.')
  request.headers = {
    ...known.headers,
    // The app's handlers see headers, never the connection: its facts go into two of our own.
    'x-logpush-address': caller.address,
    'x-logpush-scheme': caller.scheme,
  }
  return null
}

/** The protocol that is asked for, in lower case; null for a plain request. */
function asksForUpgrade({ connection = '', upgrade }) {
  const isAsked = connection.split(',').some((option) => option.trim().toLowerCase() === 'upgrade')
  return isAsked && upgrade !== undefined ? upgrade.trim().toLowerCase() : null
}

/**
 * The framework makes its server itself, deep inside, by `http.createServer(listener)`, and offers no other way to
 * stand before it: the next such call in this process gets what `make` gives instead.
 * @param {(onRequest: import('node:http').RequestListener) => import('node:http').Server} make
 */
export function insteadOfNextServer(make) {
  http.createServer = (onRequest) => {
    http.createServer = createServer
    return make(onRequest)
  }
}
