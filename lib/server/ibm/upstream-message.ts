import 'server-only'
import { cleanCode, cleanId, cleanText } from './clean-text'

export type ErrorFacts = { code?: string; message?: string; correlationId?: string }

export type JsonObject = { readonly [name: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Found = { codes: unknown[]; texts: string[] }

const maxTexts = 5

/** `1002` or `BXNIM0415E` alone. */
const bareCode = /^(?:\d{3,6}|[A-Z]{2,8}\d{3,6}[A-Z]?)$/
/** `1002: incorrect ownership challenge`, the code in brackets or not. */
const codeAndText = /^\s*\[?(\d{3,6}|[A-Z]{2,8}\d{3,6}[A-Z]?)\]?\s*[:–-]\s+(?=\S)/

const isBareCode = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && bareCode.test(value))

/**
 * `errors` and `messages` come as strings, arrays of strings (IBM's SDK types: which of them is the code is unproven, so
 * one that looks like a code is taken for it), `{code, message}` (the engine) or `{id}` (alerts). Walks all of them,
 * with a bound on depth and number.
 */
function collect(value: unknown, found: Found, depth: number): void {
  if (depth > 4 || found.texts.length >= maxTexts) return
  if (typeof value === 'string') {
    const [before = '', code] = codeAndText.exec(value) ?? []
    if (code !== undefined) found.codes.push(code)
    found.texts.push(value.slice(before.length))
    return
  }
  if (Array.isArray(value)) {
    const at = value.findIndex(isBareCode)
    // Codes alone are all that is said.
    const isCode = at >= 0 && !value.every(isBareCode)
    if (isCode) found.codes.push(value[at])
    const items = isCode ? value.toSpliced(at, 1) : value
    for (const item of items.slice(0, maxTexts)) collect(item, found, depth + 1)
    return
  }
  if (!isObject(value)) return
  found.codes.push(value.code ?? value.errorCode ?? value.error_code)
  const text =
    value.message ?? value.errorMessage ?? value.error_description ?? value.detail ?? value.title
  if (typeof text === 'string') found.texts.push(text)
  else if (Array.isArray(text)) collect(text, found, depth + 1)
  else if (typeof value.id === 'string') found.texts.push(value.id)
  if (value.error_chain !== undefined) collect(value.error_chain, found, depth + 1)
}

/**
 * Code and sentence out of any error body seen of IBM: the CIS envelope, IAM's `{errorCode, errorMessage}`, the
 * platform's `{errors: [{code, message}], trace}`, a gateway's `{error: {…}}` or `{message}`. Which of them the
 * gateway before CIS uses is unproven, so all are taken.
 */
export function readErrorBody(body: unknown, secrets?: readonly string[]): ErrorFacts {
  if (!isObject(body)) {
    if (typeof body === 'string') return { message: cleanText(body, secrets) }
    if (!Array.isArray(body)) return {}
  }
  const found: Found = { codes: [], texts: [] }
  if (Array.isArray(body)) collect(body, found, 0)
  else {
    collect(body.errors, found, 0)
    collect(body.error, found, 0)
    collect(body, found, 3)
    if (found.texts.length === 0) collect(body.messages, found, 0)
  }
  const facts: ErrorFacts = {}
  for (const code of found.codes) {
    facts.code = cleanCode(code, secrets)
    if (facts.code !== undefined) break
  }
  const texts: string[] = []
  for (const text of found.texts) {
    const clean = cleanText(text, secrets)
    if (clean !== undefined && !texts.some((other) => other.includes(clean))) texts.push(clean)
  }
  if (texts.length > 0) facts.message = cleanText(texts.join('; '), secrets)
  if (isObject(body)) {
    const context = isObject(body.context) ? body.context.requestId : undefined
    facts.correlationId = cleanId(body.trace ?? body.transaction_id ?? context, secrets)
  }
  return facts
}

/** JSON, or undefined when the text is not JSON at all (an HTML page, a cut-off body). */
export function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) }
  } catch {
    return undefined
  }
}

/** Facts out of the text of an error answer; a text that is no JSON gives none (it is an edge's page). */
export function readErrorText(text: string, secrets?: readonly string[]): ErrorFacts {
  const json = parseJson(text)
  return json === undefined ? {} : readErrorBody(json.value, secrets)
}
