import { longestPart } from '../longest-part'
import { checkSecret } from './credential'
import { checkHeaders } from './headers'
import { checkAddress, checkEscapes, splitAddress } from './host'
import {
  type Check,
  type CheckItem,
  checkLength,
  error,
  type Given,
  isGiven,
  note,
  textOf,
  warning,
} from './item'

function checkScheme(scheme: string | null): CheckItem[] {
  if (scheme === 'https') return []
  if (scheme === 'http') {
    return [error('not_encrypted', 'url', 'IBM delivers over HTTPS only. Use an https:// address.')]
  }
  return [error('scheme', 'url', 'Enter an address that starts with https://.')]
}

/** A run that no folder is called by: webhooks have what opens them in their path. */
const looksSecret = (path: string) =>
  path.split('/').some((it) => /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+=.~-]{16,}$/.test(it))

function checkUrlPath(path: string): CheckItem[] {
  const items = checkEscapes(path, 'url')
  const assigned = /[&;]([\w-]+)=/.exec(path)?.[1]
  if (assigned !== undefined) {
    // Of the path's own there are such, too: `;v=1`.
    const say = /key|token|secret|passw|header_/i.test(assigned) ? error : warning
    items.push(
      say(
        'question_mark_missing',
        'url',
        'The path contains parameters. Enter them below, not in the address.',
      ),
    )
  }
  if (/\{DATE\}|%7BDATE%7D/i.test(path)) {
    items.push(
      warning(
        'date_not_replaced',
        'url',
        'IBM replaces {DATE} only in bucket paths, not in HTTPS addresses.',
      ),
    )
  }
  if (looksSecret(path)) {
    items.push(
      note(
        'secret_in_path',
        'url',
        'The path seems to hold a secret. It is hidden here, but receivers often log paths; a header is safer.',
      ),
    )
  }
  return items
}

function checkUrl(text: string): CheckItem[] {
  if (text === '') return [error('host_missing', 'url', 'Enter the address of the receiver.')]
  const address = splitAddress(text)
  const items = [
    ...checkScheme(address.scheme),
    ...checkAddress(address, 'url'),
    ...checkUrlPath(address.path),
  ]
  if (address.scheme === 'https' && address.port === '80') {
    items.push(warning('port_plain', 'url', 'Port 80 is plain HTTP, and IBM sends HTTPS.'))
  }
  if (/(?:^|\.)logging\.cloud\.ibm\.com$/i.test(address.host)) {
    items.push(
      error('retired', 'url', 'IBM ended Log Analysis on 30 March 2025. Use IBM Cloud Logs.'),
    )
  }
  return items
}

function checkParams(params: unknown): CheckItem[] {
  if (!Array.isArray(params)) return []
  const seen = new Set<string>()
  return params.flatMap((param: unknown, index): CheckItem[] => {
    if (!isGiven(param)) return []
    const at = `params.${index}`
    const name = textOf(param.name)
    const items = checkSecret(param.value, `${at}.value`, { mayHaveBlanks: true })
    if (name === '') items.push(error('name_missing', `${at}.name`, 'Enter a name.'))
    // Source: the engine's HTTP page.
    if (/^header_/i.test(name)) {
      items.push(
        error(
          'param_is_header',
          `${at}.name`,
          'IBM turns header_ parameters into headers. Enter it as a header.',
        ),
      )
    }
    if (name !== '' && seen.has(name)) {
      items.push(warning('param_twice', `${at}.name`, 'This parameter appears twice.'))
    }
    seen.add(name)
    return items
  })
}

/** Each in its place, whatever the others are. */
const rowsOf = (value: unknown): Given[] =>
  Array.isArray(value) ? value.map((row) => (isGiven(row) ? row : {})) : []

const encodedLength = (text: unknown) =>
  typeof text === 'string' ? encodeURIComponent(text.toWellFormed()).length : 0

/** As many characters as IBM gets: `&`, name, `=`, value. */
function lengthOf(url: string, headers: readonly Given[], params: readonly Given[]): number {
  const named = [...headers, ...params].map(
    ({ name, value }) => encodedLength(name) + encodedLength(value) + 2,
  )
  const prefixes = headers.length * 'header_'.length
  return named.reduce((sum, length) => sum + length, url.length + prefixes)
}

export const checkHttps: Check = (input) => {
  const url = textOf(input.url)
  const [headers, params] = [rowsOf(input.headers), rowsOf(input.params)]
  const items = [
    ...checkUrl(url),
    ...checkHeaders(input.headers),
    ...checkParams(input.params),
    ...checkLength(lengthOf(url, headers, params), longestPart({ url, headers, params })),
  ]
  const isOpen = headers.length === 0 && params.length === 0
  if (isOpen && !items.some(({ code, level }) => level === 'error' || code === 'secret_in_path')) {
    items.push(
      note(
        'no_credentials',
        'headers',
        'Nothing identifies the sender. Add a header that the receiver can check.',
      ),
    )
  }
  return items
}
