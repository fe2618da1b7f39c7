import { decode, param, parseConf } from './conf'
import type { ParsedConf } from './kind'
import { MASK } from './placeholders'
import { headerParam, isSecretName, secretAssignments } from './secret-names'
import { unescapeText } from './unescape'
import { findRegion } from './wire-ids'

/** A run of a destination's text. All of them in a row are the text. */
export type Piece = {
  text: string
  hidden: boolean
  /** What stands before an "@", a path, a parameter's value; anything else. */
  of?: 'user' | 'path' | 'value'
  /** Of the parameter; of a hidden path the segment before it. */
  name?: string
}

const HOST = /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}_.-]+)(:\d{1,5})?$/iu
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const crn = /^crn:v1(:[\w/.-]*){8}$/i

/** A run of characters that could be a key: long, of mixed kinds. Folders and versions are not. */
function looksSecret(text: string): boolean {
  return (text.match(/[A-Za-z0-9+/_=-]{16,}/g) ?? []).some(
    (run) => /[0-9]/.test(run) || (/[a-z]/.test(run) && /[A-Z]/.test(run)),
  )
}

/** A text that lost its "?" or "&" has the name of a secret in it. */
const assignsSecret = (text: string) => secretAssignments(text).next().done === false

const isGuid = (value: string) => guid.test(value)
const isInstance = (value: string) => guid.test(value) || crn.test(value)
const isFlag = (value: string) => /^(?:[01tf]|true|false)$/i.test(value)
const isPlain = (value: string) => !looksSecret(value) && !assignsSecret(value)
const isWords = (value: string) => /^[\w:,.-]{1,256}$/.test(value) && isPlain(value)
const isHost = (value: string) => HOST.test(value) && isPlain(value)
/** What people call their applications. */
const isLabel = (value: string) => /^[^\p{C}]{1,256}$/u.test(value) && !assignsSecret(value)

/** The parameters that may be shown, each with the form its value has to have; all others are masked. */
const harmless = new Map(
  Object.entries({
    region: (value: string) => findRegion(value) !== null,
    ...{ 'instance-id': isInstance, instance_id: isInstance, channel: isGuid, channel_id: isGuid },
    ...{ sourcetype: isWords, source_type: isWords },
    ...{ tags: isWords, ddsource: isWords, service: isWords },
    ...{ 'insecure-skip-verify': isFlag, skip_verify: isFlag, use_daily_subfolder: isFlag },
    ...{ application_name: isLabel, 'application-name': isLabel, applicationname: isLabel },
    ...{ subsystem_name: isLabel, 'subsystem-name': isLabel, subsystemname: isLabel },
    ...{ endpoint: isHost, hostname: isHost },
  }),
)

/** Whether a parameter of this name may be shown with this value. */
function isHarmless(name: string, value: string): boolean {
  return harmless.get(name.toLowerCase())?.(value) ?? false
}

/** Schemes whose path is a folder that people name, and nothing that opens a door. */
const folderSchemes = new Set(['cos', 's3', 'gs', 'r2', 'ibmcl'])

/** What is none: an address without its "?", also one with a slash in its place. */
const isFolder = (plain: string) =>
  !/[&?#]/.test(plain) &&
  !assignsSecret(plain) &&
  !/^(?:ibm[-_])?(?:api|access|secret)[-_](?:[a-z]+[-_])?key(?:[-_]id)?$/i.test(plain)

/**
 * Of a path that is no folder only plain words and versions (`services`, `v1`, `{DATE}`, `{name}`) are shown: webhooks carry
 * there what opens them. Capitals in a row or in the middle are no word's, nor are letters without end.
 */
export function isWord(plain: string): boolean {
  const word =
    /^(?:v?\d{0,3}|\p{L}{1,2}|\p{Lu}{1,5}|\p{Lu}?\p{Ll}{2,}(?:\p{Lu}\p{Ll}{2,}){0,2}|\p{Lo}+)$/u
  return (
    /^\{\w{1,32}\}$/.test(plain) ||
    (plain.length <= 48 &&
      plain.split(/[._-]/).every((part) => part.length <= 15 && word.test(part)))
  )
}

/** A parameter's name where it may be shown: names are words, not long runs with digits in them. */
function maskName(name: string): string {
  const parts = name.replace(headerParam, '').split(/[_.-]/)
  const word = /^(?:[A-Z]{0,12}|[A-Z]?[a-z]{1,24}(?:[A-Z][a-z]{1,24}){0,3})\d{0,3}$/
  return name.length <= 64 && parts.every((part) => word.test(part)) ? name : MASK
}

type Of = Pick<Piece, 'of' | 'name'>
const shown = (text: string, of: Of = {}): Piece => ({ text, hidden: false, ...of })
const hidden = (text: string, of: Of = {}): Piece => ({ text, hidden: true, ...of })

/**
 * What of a `destination_conf` of any scheme may be shown: a host, folders, plain words of a path, parameters known to
 * be harmless, the names of the others. Everything else could be a credential: keys, headers, signatures,
 * `user:password@`, segments of a webhook's path, text of no known form. Behind a part that is odd all are.
 */
export function dissect(conf: ParsedConf): Piece[] {
  const { text, scheme } = conf
  // A scheme is short; what stands there otherwise may be anything.
  if (!/^[a-z][a-z0-9+.-]{0,15}$/.test(scheme)) return text === '' ? [] : [hidden(text)]
  const head = `${scheme}://`
  const [place = '', ...asked] = text.slice(head.length).split('?')
  const placed = ofPlace(conf, place)
  const isOdd = asked.length > 1 || placed.some(lostItsQuestion)
  const query = asked.length > 0 ? [shown('?'), ...ofQuery(asked.join('?'), isOdd)] : []
  return withoutRepeats([shown(head), ...placed, ...query].filter((piece) => piece.text !== ''))
}

/** What is secret in one place is so in every other: a Splunk token is a GUID, and often the channel as well. */
function withoutRepeats(pieces: Piece[]): Piece[] {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  const secrets = pieces
    .filter((piece) => piece.hidden)
    .flatMap((piece) => [
      ...(isSecretPiece(piece) ? decode(piece.text).split(/[\s:]+/) : []),
      ...behindDoors(piece).map(({ value }) => value),
    ])
    .map(bare)
    .filter((secret) => secret.length >= 8)
  const repeats = (text: string) =>
    text.length >= 8 && secrets.some((secret) => bare(decode(text)).includes(secret))
  return pieces.map((piece) =>
    !piece.hidden && repeats(piece.text) ? { ...piece, hidden: true } : piece,
  )
}

/** Whether a piece is a secret by its name or place; others may be settings that are hidden to be safe. */
export function isSecretPiece({ of, name = '' }: Piece): boolean {
  return of === 'value' ? isSecretName(name.replace(headerParam, '')) : of !== 'path'
}

const assignedInPath = /[^&;,/\s"']*/y

/** What in a hidden path is a secret by the word before it, as in `/key/…` and `&key=…`. */
export function behindDoors({ text, of, name = '' }: Piece): { name: string; value: string }[] {
  if (of !== 'path') return []
  const path = `${name}/${unescapeText(text).text}`
  const segments = path.split('/').filter((segment) => segment !== '')
  const behind = segments
    .map((value, index) => ({ name: segments[index - 1] ?? '', value }))
    .filter(({ name }) => isDoor(name))
  const found = [...secretAssignments(path)]
  const assigned = found.map(({ name, at }, index) => {
    assignedInPath.lastIndex = at
    const value = assignedInPath.exec(path)?.[0] ?? ''
    // Where another one begins within it, the rest is that one's.
    return { name, value: value.slice(0, (found[index + 1]?.at ?? Number.POSITIVE_INFINITY) - at) }
  })
  return [...behind, ...assigned]
}

/** A webhook's path is hidden, too, but tells where it ends. */
const lostItsQuestion = ({ text, hidden, of }: Piece) =>
  hidden && of !== 'user' && (of === undefined || /[&=?]/.test(unescapeText(text).text))

function ofPlace({ authority, scheme }: ParsedConf, place: string): Piece[] {
  const path = place.slice(authority.length)
  const hasFolders = folderSchemes.has(scheme)
  // A password with a slash in it moves the "@" behind; a folder may have one, where the bucket is surely a bucket.
  if (path.includes('@') && !(hasFolders && BUCKET.test(authority))) return [hidden(place)]
  const at = authority.lastIndexOf('@')
  const host = authority.slice(at + 1)
  const user = at < 0 ? [] : [hidden(authority.slice(0, at), { of: 'user' }), shown('@')]
  if (host !== '' && !HOST.test(host)) return [...user, hidden(host + path)]
  return [...user, shown(host), ...ofPath(path, hasFolders)]
}

function ofPath(path: string, hasFolders: boolean): Piece[] {
  const segments = path.split('/')
  const plain = path.includes('%') ? segments.map((it) => unescapeText(it).text) : segments
  let last = ''
  const before = plain.map((segment) => {
    const before = last
    last = segment || last
    return before
  })
  const odd = plain.findIndex((segment, index) =>
    hasFolders
      ? !isFolder(segment)
      : !isWord(segment) || (segment !== '' && isDoor(before[index] ?? '')),
  )
  if (odd < 0) return [shown(path, { of: 'path' })]
  const open = segments.slice(0, odd).map((segment) => `${segment}/`)
  return [
    shown(open.join(''), { of: 'path' }),
    hidden(segments.slice(odd).join('/'), { of: 'path', name: before[odd] }),
  ]
}

/** Behind one of these words stands what opens the door, whatever it looks like. */
const isDoor = (plain: string) => isSecretName(plain) || /^auth$/i.test(plain)

function ofQuery(query: string, isOdd: boolean): Piece[] {
  return query.split('&').flatMap((pair, index) => {
    const glue = index === 0 ? [] : [shown('&')]
    const equals = pair.indexOf('=')
    const rawName = equals < 0 ? pair : pair.slice(0, equals)
    const rawValue = equals < 0 ? '' : pair.slice(equals + 1)
    const [name, value] = [decode(rawName), decode(rawValue)]
    if (pair === '') return glue
    // Without a value the name itself may be the secret, in base64 with its "=" behind.
    if (/^=*$/.test(value)) {
      return [...glue, harmless.has(name.toLowerCase()) ? shown(pair) : hidden(pair)]
    }
    const of = { of: 'value', name } as const
    if (isHarmless(name, value)) return [...glue, shown(`${rawName}=`), shown(rawValue, of)]
    const isName = maskName(name) === name && (!isOdd || isSecretName(name))
    const named = isName ? shown(rawName) : hidden(rawName)
    return [...glue, named, shown('='), hidden(rawValue, of)]
  })
}

const justMask = () => MASK

function maskPieces(pieces: Piece[], mark: (secret: string) => string = justMask): string {
  const masked = pieces.map(({ text, hidden, of }) => {
    if (!hidden) return text
    if (of === 'path') return text.replace(/[^/]+/g, MASK)
    return of === 'user' || text === MASK ? MASK : mark(decode(text))
  })
  return masked.join('')
}

/** `maskConf` for a text that is taken apart already. */
export function maskParsed(conf: ParsedConf, mark?: (secret: string) => string): string {
  return maskPieces(dissect(conf), mark)
}

/**
 * A `destination_conf` fit to be shown: what `dissect` hides becomes the mark, of values the one that `mark` makes.
 * Never throws.
 */
export function maskConf(text: string, mark?: (secret: string) => string): string {
  return maskParsed(parseConf(text), mark)
}

/** The value of the first parameter of these names, where it is shown. */
export function shownParam(shown: ParsedConf, ...names: string[]): string | null {
  const value = param(shown, ...names)
  return value?.includes(MASK) ? null : value
}

/** The same taken apart again, for what a view shows of it. `hides`: it holds anything that is not shown. */
export function shownConf(conf: ParsedConf): ParsedConf & { hides: boolean } {
  const pieces = dissect(conf)
  return { ...parseConf(maskPieces(pieces)), hides: pieces.some((piece) => piece.hidden) }
}
