import { decode, MASK, parseConf } from './conf'
import type { ParsedConf } from './kind'
import { findRegion } from './wire-ids'

const HOST = /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}_.-]+)(:\d{1,5})?$/iu
const credentialWord = /secret|token|passw|api.?key|access.?key|credential|auth|signature|bearer/i

/** A run of characters that could be a key: long, of mixed kinds. Folders and versions are not. */
function looksSecret(text: string): boolean {
  if (credentialWord.test(text)) return true
  return (text.match(/[A-Za-z0-9+/_=-]{16,}/g) ?? []).some(
    (run) => /[0-9]/.test(run) || (/[a-z]/.test(run) && /[A-Z]/.test(run)),
  )
}

const isGuid = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
const isFlag = (value: string) => /^(true|false)$/i.test(value)
const isWords = (value: string) => /^[\w:,.-]{1,256}$/.test(value) && !looksSecret(value)
const isHost = (value: string) => HOST.test(value) && !looksSecret(value)

/** The parameters that may be shown, each with the form its value has to have; all others are masked. */
const harmless = new Map<string, (value: string) => boolean>([
  ['region', (value) => findRegion(value) !== null],
  ['instance-id', isGuid],
  ['channel', isGuid],
  ['sourcetype', isWords],
  ['insecure-skip-verify', isFlag],
  ['use_daily_subfolder', isFlag],
  ['tags', isWords],
  ['ddsource', isWords],
  ['service', isWords],
  ['endpoint', isHost],
  ['hostname', isHost],
])

/** Whether a parameter of this name may be shown with this value. */
export function isHarmless(name: string, value: string): boolean {
  return harmless.get(name.toLowerCase())?.(value) ?? false
}

/** Schemes whose path is a folder that people name, and nothing that opens a door. */
const folderSchemes = new Set(['cos', 's3', 'gs', 'r2', 'ibmcl'])

/** Host and port, without what stands before an `@`; masked when it is no host. */
export function maskAuthority(authority: string): string {
  const at = authority.lastIndexOf('@')
  const host = authority.slice(at + 1)
  return `${at < 0 ? '' : `${MASK}@`}${host === '' || HOST.test(host) ? host : MASK}`
}

/**
 * A path with every segment masked that could be a credential: webhooks carry theirs there. Outside of folders only
 * plain words and versions (`services`, `v1`) are shown, and nothing behind a word such as `token`.
 */
export function maskPath(path: string, scheme: string): string {
  let behindCredential = false
  return path
    .split('/')
    .map((segment) => {
      const plain = decode(segment)
      const shown = folderSchemes.has(scheme)
        ? !/[&?#@]/.test(plain) && !(plain.includes('=') && credentialWord.test(plain))
        : !behindCredential &&
          /^(v?\d{1,3}|[\p{L}._-]{0,32}|\{DATE\})$/u.test(plain) &&
          !looksSecret(plain)
      behindCredential = credentialWord.test(plain)
      return shown ? segment : MASK
    })
    .join('/')
}

/** A parameter's name where it may be shown: names are words, not long runs with digits in them. */
export function maskName(name: string): string {
  const plain = name.replace(/^header_/i, '')
  const isWord = /^[a-z][\w.-]{0,47}$/i.test(plain)
  return isWord && !/(?=[a-z]*\d)[a-z0-9]{12,}|[a-z]{25,}/i.test(plain) ? name : MASK
}

/** `maskConf` for a text that is taken apart already. */
export function maskParsed(
  conf: ParsedConf,
  mark: (secret: string) => string = () => MASK,
): string {
  const { scheme, authority, path, params } = conf
  if (scheme === '') return path === '' ? '' : mark(path)
  const query = params.map(({ name, value }) => {
    if (isHarmless(name, value)) return `${name}=${value}`
    // Without a value the name itself may be the secret, in base64 with its "=" behind.
    if (/^=*$/.test(value)) return harmless.has(name.toLowerCase()) ? `${name}=` : MASK
    return `${maskName(name)}=${value === MASK ? MASK : mark(value)}`
  })
  const maskedPath = path === '' ? '' : `/${maskPath(path, scheme)}`
  return `${scheme}://${maskAuthority(authority)}${maskedPath}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

/**
 * A `destination_conf` of any scheme, fit to be shown: parameters known to be harmless stay, everything else that
 * could be a credential (keys, headers, signatures, `user:password@`, segments of a webhook's path, text of no known
 * form) becomes the mark. Never throws.
 */
export function maskConf(text: string, mark?: (secret: string) => string): string {
  return maskParsed(parseConf(text), mark)
}

// Lengths are bounded so that a long text takes no more than linear time.
const address = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'<>]+/
const assignment =
  /\b([\w-]{0,40}(?:api.?key|header_[\w-]{1,80}|token|passw(?:or)?d|secret|signature))(["']?\s*[=:]\s*["']?)([^\s"'&,;]+)/
const authorization = /\b(bearer|basic|splunk)(\s+)(?=\S*\d)([\w.~+/=-]{12,})/
const inText = new RegExp(`(${address.source})|${assignment.source}|${authorization.source}`, 'gi')

/** Running text, such as IBM's error messages, with the addresses and `key=value` credentials in it masked. */
export function maskText(text: string, mark: (secret: string) => string = () => MASK): string {
  return text.replace(
    inText,
    (
      all,
      url?: string,
      name?: string,
      is?: string,
      value?: string,
      word?: string,
      gap?: string,
      token?: string,
    ) => {
      if (url !== undefined) return maskConf(url, mark)
      if (token !== undefined) return `${word}${gap}${mark(token)}`
      return value === undefined || value === MASK ? all : `${name}${is}${mark(value)}`
    },
  )
}

/** Short parts are words such as `Basic`, and masking those would only spoil the text. */
const shortestSecret = 8

/**
 * `maskText` of what was said about a destination: parts of its own `destination_conf` that may not be shown are masked
 * wherever the text repeats them, with or without a word beside them that gives them away.
 */
export function maskTextAbout(conf: string | null, text: string): string {
  const { authority, params } = parseConf(conf ?? '')
  const user = authority.slice(0, Math.max(0, authority.lastIndexOf('@')))
  const hidden = params.filter(({ name, value }) => !isHarmless(name, value))
  const secrets = [decode(user), ...hidden.map(({ value }) => value)]
    .flatMap((secret) => [secret, ...secret.split(/[\s:]+/)])
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())])
    // The longest first: a part of it must not leave the rest standing.
    .sort((a, b) => b.length - a.length)
  return maskText(secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), text))
}
