import { type CheckItem, error, note, warning } from './item'
import { isPlaceholder } from './placeholder'

/** An address taken apart without judging it. */
export type Address = {
  /** In lower case; null where there is none. */
  scheme: string | null
  /** What stands before the "@"; null without one. */
  user: string | null
  /** With its brackets where it is an IPv6 address. */
  host: string
  /** Behind the colon; null without one. */
  port: string | null
  /** With its leading slash. */
  path: string
  /** Without the "?"; null without one. */
  query: string | null
  /** Whether a "#" cuts it off. */
  hasFragment: boolean
}

const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?$/is

/** Takes `[scheme://][user@]host[:port][/path][?query][#fragment]` apart. Never throws. */
export function splitAddress(text: string): Address {
  const [, scheme, authority = '', path = '', query, fragment] = parts.exec(text.trim()) ?? []
  const at = authority.lastIndexOf('@')
  const place = authority.slice(at + 1)
  const [, host = place, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(place) ?? []
  return {
    scheme: scheme?.toLowerCase() ?? null,
    user: at < 0 ? null : authority.slice(0, at),
    host,
    port: port ?? null,
    path,
    query: query ?? null,
    hasFragment: fragment !== undefined,
  }
}

function isPrivate4(host: string): boolean {
  const [a = 0, b = 0] = host.split('.').map(Number)
  return (
    [0, 10, 127].includes(a) ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 198 && (b === 18 || b === 19))
  )
}

/** `plain`: as the platform's parser writes it, in brackets. */
function isPrivate6(plain: string): boolean {
  const mapped = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(plain)
  if (mapped) {
    const high = Number.parseInt(mapped[1] ?? '', 16)
    return isPrivate4(`${high >> 8}.${high & 255}`)
  }
  return /^\[(?:::1?\]|f[cdf]|fe[89ab])/.test(plain)
}

const localNames =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)$/

const isPrivate = (plain: string) =>
  plain.startsWith('[')
    ? isPrivate6(plain)
    : /^\d+(?:\.\d+){3}$/.test(plain)
      ? isPrivate4(plain)
      : localNames.test(plain) || !plain.includes('.')

/** Whether a host can be reached from where IBM delivers, as far as its name tells. */
export function checkHost(host: string, path: string): CheckItem[] {
  if (host === '') return [error('host_missing', path, 'Enter the host name of the receiver.')]
  if (isPlaceholder(host)) {
    return [error('placeholder', path, 'This looks like a placeholder. Enter the real host name.')]
  }
  const parsed = /[\s/?#@\\%<>^|"`{}]/.test(host) ? null : URL.parse(`https://${host}`)
  const plain = parsed?.hostname.replace(/\.$/, '') ?? ''
  if (plain === '' || plain.length > 253 || plain.split('.').some((label) => label.length > 63)) {
    return [error('host_malformed', path, 'Not a valid host name. Check it for stray characters.')]
  }
  if (isPrivate(plain)) {
    return [
      warning(
        'host_private',
        path,
        'IBM delivers over the internet and can’t reach a private or local address. Use a public host name.',
      ),
    ]
  }
  if (/^\[|^\d+(?:\.\d+){3}$/.test(plain)) {
    const what = plain.startsWith('[') ? 'an IPv6 address' : 'an IP address'
    return [
      note('ip_address', path, `The receiver’s certificate has to name ${what}; most name a host.`),
    ]
  }
  // What has a letter of another alphabet and no name's form may be anything.
  if (/[^\x20-\x7e]/.test(host) && /\.[\p{L}\p{N}-]{2,}$/u.test(host)) {
    return [note('international_name', path, `DNS knows this name as ${plain}.`)]
  }
  return []
}

/** A port where one is given, as text or as a number. */
export function checkPort(port: unknown, path: string): CheckItem[] {
  if (port === null || port === undefined) return []
  const value = /^\d{1,9}$/.test(String(port).trim()) ? Number(port) : Number.NaN
  return value >= 1 && value <= 65_535
    ? []
    : [error('port_range', path, 'A port is a number from 1 to 65535.')]
}

/**
 * What both an HTTPS address and an endpoint can't have: parameters and a fragment of their own, a user with a password.
 * Host and port are checked as well.
 */
export function checkAddress({ user, host, port, query, hasFragment }: Address, path: string) {
  const items: CheckItem[] = []
  if (user !== null) {
    items.push(
      error(
        'secret_in_address',
        path,
        'Remove the part before “@”: an address is shown and logged. Send credentials in a header.',
      ),
    )
  }
  const isBareIpv6 =
    /^[0-9a-f]*:[0-9a-f:.]+$/i.test(`${host}:${port ?? ''}`) && /:/.test(port ?? '')
  if (isBareIpv6) {
    items.push(error('host_malformed', path, 'Put an IPv6 address in brackets: [2001:db8::1].'))
  } else {
    items.push(...checkHost(host, path), ...checkPort(port, path))
  }
  if (query !== null) {
    items.push(
      error('query_in_address', path, 'Enter what follows “?” as parameters, not in the address.'),
    )
  }
  if (hasFragment) {
    items.push(
      error('fragment', path, 'Remove “#” and what follows; it is never sent. Encode “#” as %23.'),
    )
  }
  return items
}

/** Escapes and blanks in a path or in a whole text. */
export function checkEscapes(text: string, path: string): CheckItem[] {
  const items: CheckItem[] = []
  if (/%(?![0-9a-f]{2})/i.test(text)) {
    items.push(
      error(
        'percent_malformed',
        path,
        'A “%” needs two hexadecimal digits after it. Encode a “%” as %25.',
      ),
    )
  }
  if (/[^\S\r\n]/.test(text.trim())) {
    items.push(error('blank', path, 'Encode a space as %20, or remove it.'))
  }
  return items
}
