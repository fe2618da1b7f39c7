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
 * other 2^64 as well (RFC 6177).
 */
export function callerNetwork(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const between = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  const groups = [...before, ...between, ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
