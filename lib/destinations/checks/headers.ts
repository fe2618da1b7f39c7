import { checkSecret } from './credential'
import { type CheckItem, error, isGiven, warning } from './item'

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/**
 * What goes with every delivery. That a header of the same name replaces it, or is dropped, is unproven. Receivers ask for
 * a Content-Type of their own in their documents, so that one is no trap.
 */
const engines = new Set([
  ...['host', 'content-length', 'content-encoding', 'transfer-encoding', 'connection'],
  ...['accept-encoding', 'user-agent', 'te', 'trailer', 'upgrade', 'expect', 'keep-alive'],
])

const auth = new Set(['authorization', 'proxy-authorization'])

function checkName(name: string, path: string): CheckItem[] {
  if (name === '') return [error('name_missing', path, 'Enter a name.')]
  if (!token.test(name)) {
    return [
      error(
        'header_name',
        path,
        'A header’s name has letters, digits and hyphens only: no colon, no space.',
      ),
    ]
  }
  if (/^header_/i.test(name)) {
    return [
      warning(
        'header_prefix',
        path,
        'Enter the name without header_; it is added when it is sent.',
      ),
    ]
  }
  if (engines.has(name.toLowerCase())) {
    return [
      warning(
        'header_reserved',
        path,
        'IBM sets this header itself. Yours may be ignored or break the delivery.',
      ),
    ]
  }
  return []
}

function isBase64Pair(text: string): boolean {
  try {
    return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && atob(text).includes(':')
  } catch {
    return false
  }
}

function checkAuthorization(value: string, path: string): CheckItem[] {
  if (/^(?:proxy-)?authorization\s*:/i.test(value)) {
    return [warning('name_in_value', path, 'Remove the header’s name from its value.')]
  }
  const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/s.exec(value) ?? []
  if (word !== '' && rest.toLowerCase().startsWith(`${word.toLowerCase()} `)) {
    return [warning('word_twice', path, 'The first word appears twice. Keep one.')]
  }
  if (word.toLowerCase() === 'basic' && !isBase64Pair(rest)) {
    return [
      warning('basic_not_base64', path, 'Basic needs user:password in base64. Encode it first.'),
    ]
  }
  return []
}

function checkValue(name: string, value: string, path: string): CheckItem[] {
  const items = checkSecret(value, path, { mayHaveBlanks: true })
  if (items.length === 0 && [...value].some((sign) => sign > '\u00ff')) {
    return [error('header_characters', path, 'A header takes Latin letters and signs only.')]
  }
  const isAuth = auth.has(name.toLowerCase())
  return items.length > 0 || !isAuth ? items : checkAuthorization(value, path)
}

/** Rows of headers, as they are typed: half-filled ones, too. A name without a value may keep the value that is held. */
export function checkHeaders(headers: unknown, path = 'headers'): CheckItem[] {
  if (!Array.isArray(headers)) return []
  const seen = new Set<string>()
  return headers.flatMap((header: unknown, index): CheckItem[] => {
    if (!isGiven(header)) return []
    const name = typeof header.name === 'string' ? header.name.trim() : ''
    const value = typeof header.value === 'string' ? header.value : ''
    const items = [
      ...checkName(name, `${path}.${index}.name`),
      ...checkValue(name, value, `${path}.${index}.value`),
    ]
    if (name !== '' && seen.has(name.toLowerCase())) {
      items.push(
        warning(
          'header_twice',
          `${path}.${index}.name`,
          'This header appears twice; IBM may send both or only one.',
        ),
      )
    }
    seen.add(name.toLowerCase())
    return items
  })
}
