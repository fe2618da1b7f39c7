import 'server-only'
import { type Masker, maskerOf } from '@/lib/destinations/mask-text'

const longest = 300
/** More than is ever shown, and little enough that no pattern takes long, whatever IBM or a destination says. */
const looked = 4_000

/** Only real HTML: IBM's own texts have words in angle brackets too (`product '<product>'`). */
const htmlPage =
  /<(?:!doctype|\/?(?:html|head|body|title|script|style|center|div|span|h[1-6]|p|br|hr|a)\b)/i

const none: readonly string[] = []
const maskers = new WeakMap<readonly string[], Masker>()

/** One error has several texts in it, all cleaned with the same secrets. */
function maskerFor(secrets: readonly string[]): Masker {
  const known = maskers.get(secrets) ?? maskerOf(secrets)
  maskers.set(secrets, known)
  return known
}

/**
 * At most `most` characters of a text that is still to be masked, cut between two words: half of a short secret would not be
 * known again.
 */
export function cutAtWord(text: string, most: number): string {
  return text.length > most ? text.slice(0, most).replace(/(\s)\S*$/, '$1…') : text
}

/**
 * A sentence of IBM's that may be shown: one line, at most 300 characters, secrets masked. Undefined when
 * nothing readable is left, as with an HTML page. `secrets`: as `maskerOf` takes them, such as the values that the
 * request carried, so that an echo of them is masked wherever it stands.
 */
export function cleanText(raw: string, secrets: readonly string[] = none): string | undefined {
  if (htmlPage.test(raw)) return undefined
  const text = maskerFor(secrets)(cutAtWord(raw, looked))
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  if (text === '') return undefined
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text
}

/** The same text if there is no secret in it. Nearly every id is letters and digits, which say nothing by themselves. */
function harmless(text: string, secrets: readonly string[]): string | undefined {
  if (secrets.length === 0 && /^[\w-]*$/.test(text)) return text
  return maskerFor(secrets)(text) === text ? text : undefined
}

/** A machine-readable code as IBM gives it (`1002`, `BXNIM0415E`, `AccessDenied`); anything longer is not one. */
export function cleanCode(raw: unknown, secrets: readonly string[] = none): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw
  const isCode = typeof text === 'string' && /^[\w.:-]{1,64}$/.test(text)
  return isCode ? harmless(text, secrets) : undefined
}

/** An id that people copy for IBM Support. */
export function cleanId(raw: unknown, secrets: readonly string[] = none): string | undefined {
  const text = Array.isArray(raw) ? raw[0] : raw
  const isId = typeof text === 'string' && /^[\x21-\x7e]{1,128}$/.test(text)
  return isId ? harmless(text, secrets) : undefined
}
