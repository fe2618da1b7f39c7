import 'server-only'
import { isIPv6 } from 'node:net'

/**
 * The caller's address and scheme. The server's front (scripts/lib/forwarded.mjs) has removed every `X-Forwarded-*`
 * header that did not come from one of TRUSTED_PROXIES and put the resolved values into these two, so no header of
 * a stranger is read here.
 */
export function remoteAddress(request: Request): string {
  return request.headers.get('x-logpush-address') ?? 'unknown'
}

/** `headers`: of the request, or what the framework's `headers()` gives a page. */
export function isHttps(headers: Pick<Headers, 'get'>, appUrl: string | undefined): boolean {
  if (appUrl) return appUrl.startsWith('https:')
  return headers.get('x-logpush-scheme') === 'https'
}

/**
 * What counts as one caller where tries are counted: of IPv6 the /64, since whoever holds one address of it has the
 * other 2^64 as well (RFC 6177). An IPv4 address mapped into IPv6 is that IPv4 address, in either spelling.
 */
export function callerNetwork(address: string): string {
  if (!isIPv6(address)) return address
  const groups = groupsOf(address)
  const [, , , , , sixth, seventh = 0, eighth = 0] = groups
  if (sixth === 0xffff && groups.slice(0, 5).every((group) => group === 0)) {
    return [seventh >> 8, seventh & 255, eighth >> 8, eighth & 255].join('.')
  }
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return `${network.join(':')}::/64`
}

/** The eight groups of an IPv6 address; its last two may be written as IPv4, and a zone (`%eth0`) may follow. */
export function groupsOf(address: string): number[] {
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
