/** A text with its escapes read, and where a run of it stood in the text as it came. */
export type Unescaped = {
  text: string
  place: (from: number, to: number) => { from: number; to: number }
}

// Percent signs, JSON's escapes and its relatives', HTML's. Other backslashes only stand before what they escape.
const escapes =
  /(?:%[0-9a-f]{2})+|%u[0-9a-f]{4}|\\+(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[nrt]?)|&(?:#x[0-9a-f]{1,6};?|#\d{1,7};?|[a-z]{2,6};)/gi

const entities: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '', sol: '/', num: '#' },
  ...{ equals: '=', plus: '+', colon: ':', quest: '?', percnt: '%', commat: '@', semi: ';' },
}

/** Escapes within escapes within escapes: more than any answer was seen with. */
const mostPasses = 4

/** Reads percent-encoding, JSON's and HTML's escapes, however often they were put upon one another. Never throws. */
export function unescapeText(raw: string): Unescaped {
  let read: Unescaped = { text: raw, place: (from, to) => ({ from, to }) }
  for (let pass = 0; pass < mostPasses && /[%\\&]/.test(read.text); pass++) read = once(read)
  return read
}

function once({ text, place }: Unescaped): Unescaped {
  let read = ''
  const starts: number[] = []
  const ends: number[] = []
  /** `units` stand for what is between these two. */
  const put = (units: string, start: number, end: number) => {
    read += units
    for (let unit = 0; unit < units.length; unit++) {
      starts.push(start)
      ends.push(end)
    }
  }
  let at = 0
  const copy = (end: number) => {
    for (; at < end; at++) put(text[at] ?? '', at, at + 1)
  }
  for (const { 0: sign, index } of text.matchAll(escapes)) {
    const units = /^%[^u]/i.test(sign) ? null : unitsOf(sign)
    if (units === sign) continue
    copy(index)
    if (units !== null) put(units, index, index + sign.length)
    else for (const [unit, start, end] of bytesOf(sign)) put(unit, index + start, index + end)
    at = index + sign.length
  }
  copy(text.length)
  return { text: read, place: (from, to) => place(starts[from] ?? 0, ends[to - 1] ?? 0) }
}

/** What one of JSON's or HTML's escapes stands for; what is none stands for itself. */
function unitsOf(sign: string): string {
  if (/^\\+[nrt]$/i.test(sign)) return '\n'
  if (/^\\+$/.test(sign)) return ''
  if (/^&[^#]/.test(sign)) return entities[sign.slice(1, -1).toLowerCase()] ?? sign
  const hexadecimal = /[ux]\{?([0-9a-f]+)/i.exec(sign)?.[1]
  const code = Number.parseInt(hexadecimal ?? sign.slice(2), hexadecimal ? 16 : 10)
  return code <= 0x10ffff ? String.fromCodePoint(code) : sign
}

/** The characters of `%E2%82%AC…`, each with where it begins and ends there; a byte that is no UTF-8 is one by itself. */
function* bytesOf(run: string): Generator<[unit: string, start: number, end: number]> {
  for (let at = 0; at < run.length; ) {
    const lead = Number.parseInt(run.slice(at + 1, at + 3), 16)
    const bytes = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1
    const whole = bytes === 1 ? null : decoded(run.slice(at, at + 3 * bytes))
    const length = whole === null ? 3 : 3 * bytes
    yield [whole ?? String.fromCharCode(lead), at, at + length]
    at += length
  }
}

function decoded(bytes: string): string | null {
  try {
    return decodeURIComponent(bytes)
  } catch {
    return null
  }
}

const byteOf = (digits: string) => String.fromCharCode(Number.parseInt(digits, 16))

/** What base64 or hexadecimal digits in a text stand for, wherever their first byte may begin. */
export function* encodedIn(text: string): Generator<{ from: number; to: number; decoded: string }> {
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_-]{10,}/g)) {
    // A word.
    if (!/[A-Z\d]/.test(run)) continue
    const found = { from: index, to: index + run.length }
    const digits = run.replaceAll('-', '+').replaceAll('_', '/')
    for (let skip = 0; skip < 4; skip++) {
      const whole = digits.slice(skip)
      yield { ...found, decoded: atob(whole.length % 4 === 1 ? whole.slice(0, -1) : whole) }
    }
    for (const { 0: hex } of run.matchAll(/(?:[0-9a-f]{2}){8,}/gi)) {
      for (const pairs of [hex, hex.slice(1, -1)]) {
        yield { ...found, decoded: pairs.replace(/../g, byteOf) }
      }
    }
  }
}
