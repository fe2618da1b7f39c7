import { BlockList, isIP } from 'node:net'
import { canonical } from './network.mjs'

/** A hop of X-Forwarded-For; some proxies write the port beside the address. */
const hopAddress = (part) =>
  canonical(part.trim().replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3'))
const family = (address) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/**
 * The proxies that are believed, as addresses or networks (`10.0.0.0/8`). An entry that is neither is left out here: the
 * app ends its start with a sentence that names it.
 */
export function trustedProxies(list) {
  const trusted = new BlockList()
  for (const entry of list) {
    const [address, prefix] = entry.split('/')
    try {
      if (prefix === undefined) trusted.addAddress(address, family(address))
      else trusted.addSubnet(address, Number(prefix), family(address))
    } catch {}
  }
  return (address) => isIP(address) !== 0 && trusted.check(address, family(address))
}

/** More proxies in a row than anybody has. */
const mostHops = 16

/** Read from its end, where our own proxies wrote; what stands before a hop that is no address anyone may have written. */
function callerOf(hops, peer, isTrusted) {
  let address = peer
  for (const hop of hops.slice(-mostHops).map(hopAddress).reverse()) {
    if (isIP(hop) === 0) break
    address = hop
    if (!isTrusted(hop)) break
  }
  return address
}

/**
 * Who called, and how. `X-Forwarded-*` counts only from a trusted proxy, and of its addresses the last one that is not
 * itself a trusted proxy: those before it anyone may have written.
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {string | undefined} socketAddress the connection's other end
 * @param {(address: string) => boolean} isTrusted
 * @returns {{address: string, scheme: 'http' | 'https'}} `address` is `unknown` once the connection is gone
 */
export function resolveForwarded(headers, socketAddress, isTrusted) {
  const peer = canonical(socketAddress ?? '')
  if (!isTrusted(peer)) return { address: peer || 'unknown', scheme: 'http' }
  const hops = String(headers['x-forwarded-for'] ?? '').split(',')
  const proto = String(headers['x-forwarded-proto'] ?? '').split(',')
  return {
    address: callerOf(hops, peer, isTrusted),
    scheme: proto.at(-1)?.trim() === 'https' ? 'https' : 'http',
  }
}
