import 'server-only'
import { isIP, isIPv6 } from 'node:net'
import type { Inside } from './address'

/** A host as it is meant, whatever its spelling: an address without brackets, or a name in lower case without the last dot. */
export type Host = { kind: 'address' | 'name'; text: string }

const label = /^[a-z0-9_-]{1,63}$/

/**
 * Reads the host of an address that a person gave, without its port. Numbers in any base, short forms, full-width digits
 * and brackets come out as the address that every client would connect to (WHATWG URL); null: it is no host.
 */
export function readHost(given: string): Host | null {
  if (/[\s\p{Cc}/\\?#@]/u.test(given)) return null
  if (isIPv6(given)) return { kind: 'address', text: given.split('%')[0] ?? '' }
  const url = URL.parse(`https://${given}/`)
  if (url === null || url.port !== '' || url.pathname !== '/' || /:\d*$/.test(given)) return null
  const text = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  if (isIP(text) !== 0) return { kind: 'address', text }
  const isName = text.length <= 253 && text.split('.').every((part) => label.test(part))
  return isName ? { kind: 'name', text } : null
}

const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'api.metadata.cloud.ibm.com',
])

/** What a name stands for by itself, whatever a name server says of it (RFC 6761). */
export function insideOfName(name: string): Inside | null {
  if (metadataNames.has(name)) return 'metadata'
  const isLocal =
    /(?:^|\.)localhost$/.test(name) ||
    /^(?:localhost\.localdomain|ip6-localhost|ip6-loopback)$/.test(name)
  return isLocal ? 'loopback' : null
}
