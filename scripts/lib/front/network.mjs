import { isIPv6, SocketAddress } from 'node:net'

/**
 * An address in its one canonical spelling; an IPv4 address mapped into IPv6 (`::ffff:102:304`) as the IPv4 address. What
 * is no address stays as it is.
 * @param {string} address
 * @returns {string}
 */
export function canonical(address) {
  if (!isIPv6(address)) return address
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:(?=[\d.]+$)/, '')
}

/**
 * What counts as one caller, for connections and turns here and for sign-ins in the app (lib/server/address.ts): of IPv6
 * the /64, since whoever holds one address of it has the other 2^64 as well (RFC 6177).
 * @param {string} address
 * @returns {string}
 */
export function networkOf(address) {
  const plain = canonical(address)
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const between = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return `${[...before, ...between, ...after].slice(0, 4).join(':')}::/64`
}
