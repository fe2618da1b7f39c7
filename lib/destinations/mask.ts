import { decode, MASK, parseConf } from './conf'
import type { ParsedConf } from './kind'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const FLAG = /^(true|false)$/i
const WORDS = /^[\w:,.-]{1,256}$/
const HOST = /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}_.-]+)(:\d{1,5})?$/iu

/** The parameters that may be shown, each with the form its value has to have; all others are masked. */
const harmless: Record<string, RegExp> = {
  region: /^[a-z][a-z0-9]{1,15}(-[a-z0-9]{1,15}){0,3}$/i,
  'instance-id': GUID,
  channel: GUID,
  sourcetype: WORDS,
  'insecure-skip-verify': FLAG,
  use_daily_subfolder: FLAG,
  tags: WORDS,
  ddsource: WORDS,
  service: WORDS,
  endpoint: HOST,
  hostname: HOST,
}

/** Schemes whose path is a folder that people name, and nothing that opens a door. */
const folderSchemes = new Set(['cos', 's3', 'gs', 'r2', 'ibmcl'])

const credentialWord = /secret|token|passw|api.?key|access.?key|credential|auth|signature|bearer/i

/** A run of characters that could be a key: long, of mixed kinds. Folders and versions are not. */
function looksSecret(text: string): boolean {
  if (credentialWord.test(text)) return true
  return (text.match(/[A-Za-z0-9+/_=-]{16,}/g) ?? []).some(
    (run) => /[0-9]/.test(run) || (/[a-z]/.test(run) && /[A-Z]/.test(run)),
  )
}

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

/** A parameter's name where it may be shown; a text without a value in its place may be anything. */
export function maskName(name: string): string {
  const header = /^header_(.*)$/i.exec(name)
  const plain = header?.[1] ?? name
  return /^[a-z][\w.-]{0,47}$/i.test(plain) && !/[a-z0-9]{20,}/i.test(plain) ? name : MASK
}

/** `maskConf` for a text that is taken apart already. */
export function maskParsed(
  conf: ParsedConf,
  mark: (secret: string) => string = () => MASK,
): string {
  const { scheme, authority, path, params } = conf
  if (scheme === '') return path === '' ? '' : mark(path)
  const query = params.map(({ name, value }) => {
    const form = harmless[name.toLowerCase()]
    if (form?.test(value) && (form === GUID || !looksSecret(value))) return `${name}=${value}`
    // Without a value the name itself may be the secret.
    if (value === '') return form ? `${name}=` : MASK
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

const address = /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/
const assignment =
  /\b([\w-]*(?:api.?key|header_[\w-]+|token|passw(?:or)?d|secret|signature))(["']?\s*[=:]\s*["']?)([^\s"'&,;]+)/
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
