import { parseConf } from './conf'
import { behindDoors, dissect, isSecretPiece, isWord, type Piece } from './mask'
import { isOrdinary } from './ordinary-words'
import { MASK } from './placeholders'
import { headerParam, secretAssignments } from './secret-names'
import type { Span } from './spans'
import { encodedIn, unescapeText } from './unescape'

/** A part of a secret as long as this is no word that a text has by chance, so that also a piece of one is found. */
const gramLength = 8
/** Shorter ones are looked for as whole words only. */
const shortestWord = 4

/** One way in which texts are compared. */
type Form = {
  /** What does not count. */
  isLeftOut: (unit: string) => boolean
  /** Every run of eight characters that is in a secret, squeezed. */
  grams: Set<string>
  /** How secrets begin, for a text that was cut there. */
  heads: Set<string>
}

type Sought = {
  /** With all signs, for a secret that consists of them, and without, for one that is written in another way. */
  forms: [exact: Form, bare: Form]
  words: Set<string>
  /** Values too short for a word of their own; looked for behind their name. */
  named: Map<string, { name: string; value: string }>
}

/** Blanks, line ends, invisible characters; a plus may stand for a blank. By code first, as this runs for each letter. */
function isBetween(unit: string): boolean {
  if (unit > ' ' && unit < '\x7f') return unit === '+'
  return unit < '\xa1' || unit === '\xad' || (unit > '\u02ff' && /[\s\p{Cf}]/u.test(unit))
}

/** Separators too: a GUID is the same with its dashes, with blanks, or without. */
function isNoLetter(unit: string): boolean {
  const isLetter =
    (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9') || (unit >= 'A' && unit <= 'Z')
  // Half of a pair may be of a letter.
  return !isLetter && (unit < '\x80' || !/[\p{L}\p{N}\p{Cs}]/u.test(unit))
}

type Squeezed = { text: string; cased: string; places: number[] }

/** Without what a line wrap or a form puts in between, and whatever its case; a place for each unit. */
function squeeze(text: string, isLeftOut: Form['isLeftOut']): Squeezed {
  const places: number[] = []
  let squeezed = ''
  let cased = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? ''
    // An "=" at the end of a line is the mark of a wrap in mails (RFC 2045).
    if (isLeftOut(unit) || (unit === '=' && /[\r\n]/.test(text[at + 1] ?? ''))) continue
    const lower = unit.toLowerCase()
    squeezed += lower.length === 1 ? lower : unit
    cased += unit
    places.push(at)
  }
  return { text: squeezed, cased, places }
}

/** "authentication" is a word, and errors have it; more small letters than that in a row are none. */
const longestWord = 15

/** The signs that a text ends with. */
const tailOf = (text: string) => /[^\p{L}\p{N}]*$/u.exec(text.slice(-20))?.[0] ?? ''

/** Whether a run of letters stands between these two by itself. */
const isWholeWord = (before = '', after = '') => !/[\p{L}\p{N}]/u.test(before + after)

/** The runs of a secret by which it is known: those of a word within it are left out. */
function tellingGrams(text: string, isLeftOut = isBetween): string[] {
  const { text: squeezed, cased, places } = squeeze(text, isLeftOut)
  const ofWords = new Set<number>()
  for (const { 0: run, index } of cased.matchAll(/\p{Lu}?\p{Ll}+/gu)) {
    const end = index + run.length
    const [before, after] = [(places[index] ?? 0) - 1, (places[end - 1] ?? 0) + 1]
    // Within a run of mixed letters a capital is no word's.
    const isWord = isWholeWord(text[before], text[after])
    const from = isWord || /^\p{Ll}/u.test(run) ? index : index + 1
    if (end - from > longestWord) continue
    for (let at = from; at + gramLength <= end; at++) ofWords.add(at)
  }
  const all = Array.from({ length: Math.max(0, squeezed.length - gramLength + 1) }, (_, at) => at)
  return all.filter((at) => !ofWords.has(at)).map((at) => squeezed.slice(at, at + gramLength))
}

function* gramsOf(text: string, isLeftOut: Form['isLeftOut']): Generator<string> {
  const squeezed = squeeze(text, isLeftOut).text
  for (let at = 0; at + gramLength <= squeezed.length; at++) {
    yield squeezed.slice(at, at + gramLength)
  }
}

const wordsOf = (text: string) => text.split(/[\s:,;=&|/?#@"'<>()]+/)

const isPrintable = (text: string) => /^[\x20-\x7e]{4,}$/.test(text)

const formOf = (isLeftOut: Form['isLeftOut']): Form => ({
  isLeftOut,
  grams: new Set(),
  heads: new Set(),
})

/** What a destination shows. */
type Open = {
  has: (gram: string, form: Form) => boolean
  words: Set<string>
}

function soughtOf(known: readonly string[]): Sought {
  const sought: Sought = {
    forms: [formOf(isBetween), formOf(isNoLetter)],
    words: new Set(),
    named: new Map(),
  }
  for (const text of known) {
    const conf = parseConf(text)
    const pieces = conf.scheme === '' ? [{ text, hidden: true }] : dissect(conf)
    // What the destination shows anyway may be repeated.
    const shown = pieces
      .filter((piece) => !piece.hidden)
      .map((piece) => unescapeText(piece.text).text)
    const openGrams = new Map(
      sought.forms.map((form) => [
        form,
        new Set(shown.flatMap((text) => [...gramsOf(text, form.isLeftOut)])),
      ]),
    )
    const open: Open = {
      has: (gram, form) => openGrams.get(form)?.has(gram) ?? false,
      words: new Set(shown.flatMap(wordsOf)),
    }
    for (const piece of pieces) {
      if (piece.hidden && !piece.text.startsWith(MASK)) add(sought, piece, open)
    }
  }
  return sought
}

/** The value behind a name in JSON. */
const inQuotes = /[^"\\]+/y

/**
 * What a secret's base64 holds. Of a token these are its claims: where it comes from and whom it is for, in words that
 * refusals have as well (`https://iam.cloud.ibm.com/identity`). They open nothing, unless their name says so.
 */
function* heldIn(text: string): Generator<string> {
  for (const { decoded } of encodedIn(text)) {
    if (!isPrintable(decoded)) continue
    if (!/^\s*\{\s*"/.test(decoded)) yield decoded
    else {
      for (const { at } of secretAssignments(decoded)) {
        inQuotes.lastIndex = at
        yield inQuotes.exec(decoded)?.[0] ?? ''
      }
    }
  }
}

type Part = { text: string; isSecret: boolean }

function add(sought: Sought, piece: Piece, open: Open): void {
  const plain = unescapeText(piece.text).text
  const held = [...heldIn(plain)]
  const [name, password] = splitAtColon(plain)
  const isLogin = piece.of === 'user' && password !== ''
  const opening = behindDoors(piece)
  const own: Part[] = isLogin
    ? [
        { text: name, isSecret: false },
        { text: password, isSecret: true },
      ]
    : [{ text: plain, isSecret: isSecretPiece(piece) }]
  const secrets = [...opening.map(({ value }) => value), ...held]
  const [exact, bare] = sought.forms
  const addGrams = (text: string, form: Form) => {
    for (const gram of tellingGrams(text, form.isLeftOut)) {
      if (!open.has(gram, form)) form.grams.add(gram)
    }
  }
  for (const text of [plain, password, ...held]) addGrams(text, exact)
  for (const { text, isSecret } of [...own, ...secrets.map((text) => ({ text, isSecret: true }))]) {
    const words = wordsOf(text)
    // Plain words behind one another, as the segments of a path, are no secret together.
    for (const one of isSecret ? [text] : words) addGrams(one, bare)
    for (const word of new Set([text, ...words])) {
      const isLong = tellingGrams(word).length > 0
      if (!isLong && isSought(word, isSecret, piece) && !open.words.has(word)) {
        sought.words.add(word)
      }
      // What begins as many sentences do is known by what follows.
      if (isLong && !isOrdinary(wordsOf(word)[0] ?? '')) {
        for (const { heads, isLeftOut } of sought.forms) {
          heads.add(squeeze(word, isLeftOut).text.slice(0, gramLength - 1))
        }
      }
    }
    // A plain word within it is not looked for, but goes with the rest where all of it stands.
    if (!open.words.has(text) && tellingGrams(text).length > 0) sought.words.add(text)
    // Its last word alone is not looked for.
    if (isOrdinary(words.at(-1) ?? '') && words.length > 1) sought.words.add(text)
  }
  const pairs = [
    ...(piece.of === 'path' ? [] : [[(piece.name ?? '').replace(headerParam, ''), plain]]),
    ...opening.map(({ name, value }) => [name, value]),
    ...(isLogin ? [[name, password]] : []),
    ...held.map(splitAtColon),
  ]
  for (const [name = '', value = ''] of pairs) {
    const isShort = name !== '' && value !== '' && tellingGrams(value).length === 0
    if (isShort) sought.named.set(`${name}=${value}`, { name, value })
  }
}

/** `name:password`; without a colon all is the name. */
function splitAtColon(text: string): [name: string, password: string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

function isSought(word: string, isSecret: boolean, { of }: Piece): boolean {
  if (word.length < shortestWord || isOrdinary(word)) return false
  if (isSecret) return true
  return of === 'path' ? !isWord(word) : !/^(?:\p{Ll}+|\d{1,4})$/u.test(word)
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/**
 * Looks for what is known to be secret: for whole ones, for pieces of eight characters, in any escape, upon line
 * wraps, in base64 or hexadecimal. `known`: secrets, and destinations of which only what they hide counts.
 */
export function knownSecrets(known: readonly string[]): (text: string) => Span[] {
  const { forms, words, named } = soughtOf(known)
  // The longest first: a part of it must not leave the rest standing.
  const patterns = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => `(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`)
    .concat(
      [...named.values()].map(
        ({ name, value }) =>
          `(?<=(?<![\\p{L}\\p{N}])${escaped(name)}["']?\\s?[=:/]\\s?["']?)${escaped(value)}(?![\\p{L}\\p{N}])`,
      ),
    )
  const pattern = patterns.length > 0 ? new RegExp(patterns.join('|'), 'giu') : null
  const hasGram = (text: string) =>
    forms.some(({ grams, isLeftOut }) => {
      for (const gram of gramsOf(text, isLeftOut)) if (grams.has(gram)) return true
      return false
    })

  function inForm(plain: string, { isLeftOut, grams, heads }: Form): [number, number][] {
    const found: [number, number][] = []
    const { text, places } = squeeze(plain, isLeftOut)
    const put = (from: number, to: number) =>
      found.push([places[from] ?? 0, (places[to - 1] ?? 0) + 1])
    for (let at = 0; at + gramLength <= text.length; at++) {
      if (grams.has(text.slice(at, at + gramLength))) put(at, at + gramLength)
    }
    // A long text may have been cut anywhere; a short one says so.
    const isCut = text.length > 90 || /…|\.\./.test(tailOf(plain))
    const end = isCut ? text.length - tailOf(text).length : 0
    for (const head of heads) {
      for (let length = head.length; length >= shortestWord && length <= end; length--) {
        const from = end - length
        // In the text as it came, where a blank before it is still there.
        const isWhole = isWholeWord(plain[(places[from] ?? 0) - 1])
        if (isWhole && text.startsWith(head.slice(0, length), from)) put(from, end)
      }
    }
    return found
  }

  function inPlain(plain: string): [number, number][] {
    const found = forms.flatMap((form) => inForm(plain, form))
    if (pattern) {
      for (const { 0: word, index } of plain.matchAll(pattern)) {
        found.push([index, index + word.length])
      }
    }
    for (const { from, to, decoded } of encodedIn(plain)) {
      const isWord = pattern !== null && isPrintable(decoded) && decoded.search(pattern) >= 0
      if (isWord || hasGram(decoded)) found.push([from, to])
    }
    return found
  }

  return (text) => {
    const read = unescapeText(text)
    return inPlain(read.text).map(([from, to]) => read.place(from, to))
  }
}
