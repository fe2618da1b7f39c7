import diagnostics from 'node:diagnostics_channel'
import { BlockList, isIP } from 'node:net'

// The app's route handlers see headers only, never the connection. So the connection's facts are put into headers of
// our own, under names that no request from outside may bring along.
const addressHeader = 'x-logpush-address'
const schemeHeader = 'x-logpush-scheme'
const forwardedHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]

const plain = (address) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')
/** A hop of X-Forwarded-For; some proxies write the port beside the address. */
const hopAddress = (part) => plain(part.trim().replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3'))
const family = (address) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** The proxies that are believed, as addresses or networks (`10.0.0.0/8`). */
export function trustedProxies(list) {
  const trusted = new BlockList()
  for (const entry of list) {
    const [address, prefix] = entry.split('/')
    if (prefix === undefined) trusted.addAddress(address, family(address))
    else trusted.addSubnet(address, Number(prefix), family(address))
  }
  return (address) => isIP(address) !== 0 && trusted.check(address, family(address))
}

/** Read from its end, where our own proxies wrote; what stands before a hop that is no address anyone may have written. */
function callerOf(hops, peer, isTrusted) {
  let address = peer
  for (const hop of hops.map(hopAddress).reverse()) {
    if (isIP(hop) === 0) break
    address = hop
    if (!isTrusted(hop)) break
  }
  return address
}

/**
 * Puts the caller's address and scheme into the request's headers. `X-Forwarded-*` counts only from a trusted
 * proxy, and of its addresses the last one that is not itself a trusted proxy: those before it anyone may have
 * written. From everybody else these headers are removed, before any handler can read them.
 */
export function resolveForwarded(headers, socketAddress, isTrusted) {
  const peer = plain(socketAddress ?? '')
  let address = peer
  let scheme = 'http'
  if (isTrusted(peer)) {
    address = callerOf(String(headers['x-forwarded-for'] ?? '').split(','), peer, isTrusted)
    const proto = String(headers['x-forwarded-proto'] ?? '')
      .split(',')
      .at(-1)
      ?.trim()
    if (proto === 'https') scheme = 'https'
  }
  for (const name of forwardedHeaders) delete headers[name]
  headers[addressHeader] = address || 'unknown'
  headers[schemeHeader] = scheme
  return { address, scheme }
}

/**
 * Does so for every request of this process's server, and tells browsers that came by HTTPS to stay with it. The
 * channel speaks before the server hands the request on (Node, diagnostics_channel, `http.server.request.start`).
 */
export function watchForwarded({ proxies, appUrl }) {
  const isTrusted = trustedProxies(proxies)
  const alwaysHttps = appUrl?.startsWith('https:') ?? false
  diagnostics.subscribe('http.server.request.start', ({ request, response, socket }) => {
    const { scheme } = resolveForwarded(request.headers, socket.remoteAddress, isTrusted)
    if (alwaysHttps || scheme === 'https') {
      response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    }
  })
}
