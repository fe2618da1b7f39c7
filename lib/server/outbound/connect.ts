import 'server-only'
import type { Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { type CertificateProblem, certificateProblems, isTrustedHereOnly } from './certificate'
import { failureOf, OutboundFailure, type Stage } from './failure'
import { machine } from './network'
import type { Place, Reach } from './place'

/** Of one address. Whoever is there answers at once or not at all. */
const connectMs = 5_000
/** What speaks no TLS often says nothing to its greeting. */
const handshakeMs = 6_000
/** Of a name with many. */
const mostTries = 3

/** Waits for a socket's `event`. Throws OutboundFailure when it fails or ends before, or at `untilMs`. */
function happens(socket: Socket, event: string, stage: Stage, untilMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (failure: OutboundFailure) => {
      clearTimeout(timer)
      socket.destroy()
      reject(failure)
    }
    const late = () => fail(new OutboundFailure('timeout', stage))
    const timer = setTimeout(late, Math.max(0, untilMs - Date.now()))
    socket.once(event, () => {
      clearTimeout(timer)
      resolve()
    })
    // Stays for as long as the socket: an error that nobody listens for would end the process.
    socket.on('error', (error) => fail(failureOf(error, stage)))
    socket.once('close', () => fail(new OutboundFailure('connection_reset', stage)))
  })
}

/** A TCP connection to one of the judged addresses, in their order. Throws OutboundFailure. */
export async function openSocket(place: Place, port: number, reach: Reach): Promise<Socket> {
  const { connect } = reach.network ?? machine
  let first: OutboundFailure | undefined
  for (const address of place.addresses.slice(0, mostTries)) {
    const socket = connect(address, port)
    const untilMs = Math.min(reach.untilMs, Date.now() + connectMs)
    try {
      await happens(socket, 'connect', 'connection', untilMs)
      return socket
    } catch (error) {
      first ??= failureOf(error, 'connection')
      if (Date.now() >= reach.untilMs) break
    }
  }
  throw first ?? new OutboundFailure('unreachable', 'connection')
}

/** A connection on which TLS is spoken, and what is wrong with the certificate. */
export type Secured = {
  socket: TLSSocket
  /** Worst first; none: it is in order. */
  problems: CertificateProblem[]
  /** By an authority that only this server's own settings make known. */
  trustedHereOnly: boolean
}

/**
 * Begins TLS on a connection, whatever the certificate: what is wrong with that is an answer, and whether to go on is the
 * caller's choice. Throws OutboundFailure, the connection closed.
 */
export async function beginTls(raw: Socket, place: Place, reach: Reach): Promise<Secured> {
  const socket = connectTls({
    socket: raw,
    ...(place.isName && { servername: place.host }),
    ALPNProtocols: ['http/1.1'],
    // Judged below, where every problem gets its name.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  })
  socket.once('close', () => raw.destroy())
  const untilMs = Math.min(reach.untilMs, Date.now() + handshakeMs)
  await happens(socket, 'secureConnect', 'tls', untilMs)
  const certificate = socket.getPeerCertificate(true)
  const chainCode = socket.authorized ? null : String(socket.authorizationError ?? 'UNKNOWN')
  return {
    socket,
    problems: certificateProblems({ certificate, chainCode, host: place.host, nowMs: Date.now() }),
    trustedHereOnly: isTrustedHereOnly(certificate),
  }
}
