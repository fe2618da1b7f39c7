import 'server-only'

const mask = '••••'
const deepest = 8
/** Long enough for any stack; a log is no place for whole documents. */
const longestText = 8192

/** Compared without case and separators: `apiKey`, `ibm_api_key` and `X-Api-Key` are one name. */
const secretName =
  /token|secret|passw|passcode|apikey|privatekey|authorization|cookie|credential|destinationconf|ownership|sealed|databaseurl|^keys?$/

/** Names of things about a secret that are none: `tokenExpiresAt`, `ownershipMethod`. */
const harmlessName = /(expiresat|expiresin|expiration|method|kind|type|count)$/

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return secretName.test(plain) && !harmlessName.test(plain)
}

/** A quote as it stands in text, in JSON, in JSON within JSON. Bounded, so that no text takes long to search. */
const quote = String.raw`\\{0,15}["']`
const assigned = String.raw`\s{0,8}(?:${quote})?\s{0,8}(?:=|:|%3D|%3A)\s{0,8}`

/** What gives a secret away in running text. Each pattern's first group stays, what follows it is masked. */
const patterns: readonly RegExp[] = [
  // JSON Web Tokens: IAM's access tokens, ownership tokens.
  /()eyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*){0,3}/g,
  // Authorization and cookies go on to the end of the line or of the quoted text: `Splunk abc`, `a=1; b=2`.
  new RegExp(String.raw`((?:authorization|cookie)${assigned}(?:${quote})?)[^"'\r\n&\\]+`, 'gi'),
  /(\bbearer(?:\s|%20|\+){1,8})[\w.~+/=%-]+/gi,
  /(\b(?:basic|splunk)(?:\s|%20|\+){1,8})[\w.~+/=%-]{16,}/gi,
  // Parameters of a destination: every header in it may be a credential.
  /(\bheader_[\w.-]+(?:=|%3D))[^\s&"'\\]+/gi,
  // `name=value`, `name: value`, `"name":"value"`, where the name says what it holds.
  new RegExp(
    String.raw`((?:token|secret|password|passcode|api[_-]?key|access[_-]?key[\w-]*|destination_?conf|ownership_?challenge|refresh|sealed)\w{0,16}${assigned}(?:${quote})?)[^\s&"'\\,;})\]]+`,
    'gi',
  ),
  // The user part of a URL.
  /(:\/\/)[^\s/"']+(?=@)/g,
]

function redactText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}…` : text
  return patterns.reduce((rest, pattern) => rest.replace(pattern, `$1${mask}`), cut)
}

/**
 * A copy that may be logged: JSON values only, secrets masked by the name of the member they stand in and by
 * their look in any text. Never throws, whatever it is given.
 */
export function redact(value: unknown): unknown {
  return redactValue(value, new Set(), 0)
}

function redactValue(value: unknown, above: Set<object>, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'object') return undefined
  if (above.has(value)) return '[circular]'
  if (depth >= deepest) return '[too deep]'
  above.add(value)
  try {
    return redactObject(value, above, depth + 1)
  } catch {
    return '[unreadable]' // A getter or proxy that throws must not turn a log line into a failure.
  } finally {
    above.delete(value)
  }
}

function redactObject(value: object, above: Set<object>, depth: number): unknown {
  if (Array.isArray(value)) {
    // `['authorization', '…']` and node's flat rawHeaders: what follows a secret's name is the secret.
    return value.map((item, index) => redactMember(value[index - 1], item, above, depth))
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
    return `[${value.byteLength} bytes]`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof URL) return redactText(value.href)
  if (value instanceof Set) return redactObject([...value], above, depth)
  const entries =
    value instanceof Map || value instanceof Headers || value instanceof URLSearchParams
      ? [...value].map(([name, item]): [string, unknown] => [String(name), item])
      : Object.entries(value)
  if (value instanceof Error) entries.unshift(...errorEntries(value))
  const name = 'name' in value && typeof value.name === 'string' ? value.name : ''
  return Object.fromEntries(
    entries.map(([key, item]) => [
      redactText(key),
      // `{name: 'ibm_api_key', value: '…'}`
      redactMember(key === 'value' && isSecretName(name) ? name : key, item, above, depth),
    ]),
  )
}

function errorEntries(error: Error): [string, unknown][] {
  // Not enumerable, so that Object.entries does not see them. The stack begins with the message.
  return [
    ['name', error.name],
    ['message', error.message],
    ['stack', error.stack],
    ['cause', error.cause],
  ]
}

function redactMember(name: unknown, value: unknown, above: Set<object>, depth: number): unknown {
  const harmless = value === null || value === undefined || typeof value === 'boolean'
  if (!harmless && typeof name === 'string' && isSecretName(name)) return mask
  return redactValue(value, above, depth)
}
