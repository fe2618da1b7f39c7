import 'server-only'
import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Why this server connects to an address only when an operator allows it. */
export type Inside = 'loopback' | 'private' | 'link-local' | 'metadata' | 'reserved'

type Ranges = readonly (readonly [why: Inside, ...ranges: string[]])[]

// IANA's special-purpose registries (RFC 6890 and successors), and what clouds route inside only.
const v4: Ranges = [
  ['loopback', '127.0.0.0/8', '0.0.0.0/8'],
  // AWS and others; Oracle; Alibaba; Azure's host, which has a public address.
  ['metadata', '169.254.169.254/32', '192.0.0.192/32', '100.100.100.200/32', '168.63.129.16/32'],
  ['link-local', '169.254.0.0/16'],
  ['private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  // Services inside IBM Cloud: public by their numbers, reachable from IBM's network only (IBM Cloud IP ranges).
  ['private', '161.26.0.0/16', '166.8.0.0/14'],
  ['reserved', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'],
  ['reserved', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]
const v6: Ranges = [
  ['loopback', '::/128', '::1/128'],
  ['metadata', 'fd00:ec2::254/128', 'fd20:ce::254/128', 'fd00:c1::a9fe:a9fe/128'],
  ['link-local', 'fe80::/10'],
  ['private', 'fc00::/7', 'fec0::/10'],
  // Within 2000::/3: IETF assignments with Teredo, documentation.
  ['reserved', '2001::/23', '2001:db8::/32', '3fff::/20'],
]

const lists = new Map<'ipv4' | 'ipv6', { why: Inside; list: BlockList }[]>()

function listsOf(family: 'ipv4' | 'ipv6') {
  const known = lists.get(family)
  if (known) return known
  const made = (family === 'ipv4' ? v4 : v6).map(([why, ...ranges]) => {
    const list = new BlockList()
    for (const range of ranges) {
      const [network = '', prefix] = range.split('/')
      list.addSubnet(network, Number(prefix), family)
    }
    return { why, list }
  })
  lists.set(family, made)
  return made
}

const find = (address: string, family: 'ipv4' | 'ipv6') =>
  listsOf(family).find(({ list }) => list.check(address, family))?.why ?? null

/**
 * What an address is when it is not one of the public internet; null for a public one. `address`: IPv4 with dots or
 * IPv6 in any spelling, without brackets. An IPv6 address that carries an IPv4 address is what that one is. What is no
 * address is `reserved`.
 */
export function insideOf(address: string): Inside | null {
  if (isIPv4(address)) return find(address, 'ipv4')
  if (!isIPv6(address)) return 'reserved'
  const plain = address.split('%')[0] ?? ''
  const groups = groupsOf(plain)
  const own = find(plain, 'ipv6')
  if (own !== null) return own
  const carried = carriedBy(groups)
  if (carried !== null) {
    const inside = find(carried.address, 'ipv4')
    if (inside !== null || carried.isRouted) return inside
  }
  // Of all others only global unicast is anybody's.
  return (groups[0] ?? 0) >> 13 === 1 ? null : 'reserved'
}

/** Where packets to an address go: of an IPv6 address that is only another way to an IPv4 one, that one. */
export function reachedBy(address: string): string {
  const carried = isIPv6(address) ? carriedBy(groupsOf(address)) : null
  return carried?.isRouted ? carried.address : address
}

const dotted = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.')
const startsWith = (groups: readonly number[], prefix: readonly number[]) =>
  prefix.every((group, index) => groups[index] === group)

/** The IPv4 address inside an IPv6 one. `isRouted`: packets go to it, so it alone counts. */
function carriedBy(groups: readonly number[]): { address: string; isRouted: boolean } | null {
  const [, first, second, , fifth, sixth, high, low] = groups
  const last = dotted(high, low)
  // Mapped (RFC 4291), and by NAT64's well-known prefix (RFC 6052).
  if (startsWith(groups, [0, 0, 0, 0, 0, 0xffff])) return { address: last, isRouted: true }
  if (startsWith(groups, [0x64, 0xff9b, 0, 0, 0, 0])) return { address: last, isRouted: true }
  // 6to4 (RFC 3056).
  if (groups[0] === 0x2002) return { address: dotted(first, second), isRouted: true }
  // Compatible (RFC 4291), translated (RFC 2765), ISATAP (RFC 5214).
  const isIsatap = sixth === 0x5efe && (fifth === 0 || fifth === 0x200)
  if (startsWith(groups, [0, 0, 0, 0, 0, 0])) return { address: last, isRouted: false }
  if (startsWith(groups, [0, 0, 0, 0, 0xffff, 0])) return { address: last, isRouted: false }
  return isIsatap ? { address: last, isRouted: false } : null
}

/** The eight groups of an IPv6 address; its last two may be written as IPv4, and a zone (`%eth0`) may follow. */
function groupsOf(address: string): number[] {
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::')
  const before = numbersOf(head)
  const after = numbersOf(tail)
  const missing = Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array.from({ length: missing }, () => 0), ...after]
}

function numbersOf(part: string): number[] {
  return part
    .split(':')
    .filter(Boolean)
    .flatMap((group) => {
      if (!group.includes('.')) return [Number.parseInt(group, 16)]
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
      return [a * 256 + b, c * 256 + d]
    })
}
