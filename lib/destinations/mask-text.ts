import { decode, parseConf } from './conf'
import { knownSecrets } from './known-secrets'
import { dissect } from './mask'
import { MASK } from './placeholders'
import { headerParam, isConfName, secretAssignments } from './secret-names'
import { hideSpans, type Span } from './spans'
import { unescapeText } from './unescape'

// Lengths are bounded, and no pattern looks back, so that a long text takes no more than linear time.
/** Of IBM and of others, and this dashboard's own. */
const tokens = /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}|lpd_[\w-]{16,}/g
/** Not the places of code that a stack names. */
const addresses = /\b(?!(?:file|webpack|turbopack)\b)[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'<>]*/gi
/** How a server says which of its addresses it does not know: `Cannot POST /in/…`. */
const routes =
  /\b(?:(?:get|post|put|patch|delete|head|options)\s{1,4}|(?:path|uri|url|route|endpoint)["']?\s{0,4}[=:]\s{0,4}["']?)(\/[^\s"'<>]*)/gi
const authorizations =
  /\b(?:[Bb]earer|BEARER|[Bb]asic|BASIC|[Ss]plunk|SPLUNK)\s{1,8}((?=\S*\d|\S*[a-z]\S*[A-Z]|\S*[A-Z]{2}|\S{20})[\w.~+/=%-]{6,})/g

const scheme = /(?:(?:bearer|basic|splunk|token|apikey|digest)\s{1,8})?/iy
/** Authorization and cookies go on to the end of the line or of the quoted text: `Digest a="b", c`, `a=1; b=2`. */
const line = /[^"'\r\n&]+/y
const word = /[^\s"'&,;})\]<>]+/y
/** As in an address, where a comma or a bracket may belong to the secret. */
const parameter = /[^\s"'&<>]+/y

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

/** A sentence's stop, or a bracket around an address, is no part of it. */
const withoutStop = (text: string) => {
  const end = /[.,;:)}\]]{0,9}$/.exec(text.slice(-9))?.[0] ?? ''
  return text.slice(0, text.length - end.length)
}

const span = (from: number, secret: string): Span => ({ from, to: from + secret.length, secret })

function* assigned(text: string): Generator<Span> {
  for (const { name, is, at: start } of secretAssignments(text)) {
    // "NoSuchKey: The specified key" is a sentence.
    const isSentence = /:\s/.test(is) && !/["']$/.test(is)
    if (isSentence && /key$/i.test(name) && !/[_-]|api/i.test(name)) continue
    const at = start + matchAt(scheme, text, start).length
    if (/authorization|cookie/i.test(name) && !headerParam.test(name)) {
      yield span(at, matchAt(line, text, at))
      continue
    }
    const value = withoutStop(matchAt(is === '=' ? parameter : word, text, at))
    if (!isConfName(name) || !value.includes('://')) yield span(at, value)
  }
}

/** The hidden pieces of an address that begins at `at`. */
function* inAddress(address: string, at: number): Generator<Span> {
  let from = at
  for (const { text, hidden, of } of dissect(parseConf(address))) {
    const to = from + text.length
    if (hidden && of === 'path') yield* inPath(text, from)
    else if (hidden) yield { from, to, ...(of === 'value' && { secret: decode(text) }) }
    from = to
  }
}

function* inPath(path: string, at: number): Generator<Span> {
  for (const { 0: segment, index } of path.matchAll(/[^/]+/g)) {
    yield { from: at + index, to: at + index + segment.length }
  }
}

function* lookingSecret(text: string): Generator<Span> {
  for (const { 0: token, index } of text.matchAll(tokens)) yield span(index, token)
  for (const { 0: address, index } of text.matchAll(addresses)) {
    yield* inAddress(withoutStop(address), index)
  }
  for (const { 0: all, 1: path = '', index } of text.matchAll(routes)) {
    const base = 'https://h'
    yield* inAddress(base + withoutStop(path), index + all.length - path.length - base.length)
  }
  for (const { 0: all, 1: token = '', index } of text.matchAll(authorizations)) {
    yield span(index + all.length - token.length, token)
  }
  yield* assigned(text)
}

/** By its look, in the text as it is and with its escapes read. */
function byLook(text: string): Span[] {
  const spans = [...lookingSecret(text)]
  const read = unescapeText(text)
  if (read.text !== text) {
    for (const { from, to, secret } of lookingSecret(read.text)) {
      spans.push({ ...read.place(from, to), secret })
    }
  }
  return spans.filter(({ from, to }) => to > from && !text.startsWith(MASK, from))
}

/** Running text with the addresses, tokens and `key=value` credentials in it masked. */
export function maskText(text: string, mark?: (secret: string) => string): string {
  return hideSpans(text, byLook(text), mark)
}

/** Hides in a text what is known to be secret, and what looks so. */
export type Masker = (text: string, mark?: (secret: string) => string) => string

/**
 * The masker of all texts that go with these: destinations (`destination_conf`), of which everything counts that they
 * hide when they are shown, and secrets by themselves. Nothing is made ready before there is a text.
 */
export function maskerOf(known: readonly (string | null | undefined)[]): Masker {
  let find: ((text: string) => Span[]) | undefined
  return (text, mark) => {
    find ??= knownSecrets(
      known.filter((one): one is string => typeof one === 'string' && one !== ''),
    )
    return hideSpans(text, [...find(text), ...byLook(text)], mark)
  }
}
