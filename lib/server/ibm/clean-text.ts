import 'server-only'

const longest = 300
/** More than is ever shown, and little enough that no pattern takes long, whatever IBM or a destination says. */
const looked = 4_000
const mask = '••••'

/** `name=value` and `"name":"value"` pairs whose value is a secret in some destination or sign-in. */
const secretPairs =
  /((?:ibm_api_key|api[_-]?key|apikey|access_token|refresh_token|auth_token|ownership_challenge|ingress_key|passcode|password|secret[\w-]*|token|header_[\w-]+|authorization)["']?\s*[=:]\s*["']?)(?:(?:Bearer|Basic|Splunk)\s+)?[^\s"'&,;}]+/gi
const bearers = /\b(Bearer|Basic|Splunk)(\s+|%20)[^\s"'&,;]{6,}/gi
/** Only real HTML: IBM's own texts have words in angle brackets too (`product '<product>'`). */
const htmlPage =
  /<(?:!doctype|\/?(?:html|head|body|title|script|style|center|div|span|h[1-6]|p|br|hr|a)\b)/i
const jwts = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g

/**
 * A sentence of IBM's that may be shown: one line, at most 300 characters, secrets masked. Undefined when
 * nothing readable is left, as with an HTML page. `secrets` are the values that the request carried, so that an
 * echo of them is masked wherever it stands.
 */
export function cleanText(raw: string, secrets: readonly string[] = []): string | undefined {
  if (htmlPage.test(raw)) return undefined
  let text = raw
  for (const secret of secrets) {
    if (secret.length < 4) continue
    text = text.replaceAll(secret, mask)
    const encoded = secret.isWellFormed() ? encodeURIComponent(secret) : secret
    if (encoded !== secret) text = text.replaceAll(encoded, mask)
  }
  text = text
    .slice(0, looked)
    .replaceAll(secretPairs, `$1${mask}`)
    .replaceAll(bearers, `$1$2${mask}`)
    .replaceAll(jwts, mask)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  if (text === '') return undefined
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text
}

/** A machine-readable code as IBM gives it (`1002`, `BXNIM0415E`, `AccessDenied`); anything longer is not one. */
export function cleanCode(raw: unknown): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw
  return typeof text === 'string' && /^[\w.:-]{1,64}$/.test(text) ? text : undefined
}

/** An id that people copy for IBM Support. */
export function cleanId(raw: unknown): string | undefined {
  const text = Array.isArray(raw) ? raw[0] : raw
  return typeof text === 'string' && /^[\x21-\x7e]{1,128}$/.test(text) ? text : undefined
}
