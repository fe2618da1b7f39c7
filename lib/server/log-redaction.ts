import 'server-only'
import { maskConf } from '@/lib/destinations/mask'
import { maskText } from '@/lib/destinations/mask-text'
import { MASK } from '@/lib/destinations/placeholders'
import { isConfName, isSecretName } from '@/lib/destinations/secret-names'

const deepest = 8
/** Long enough for any stack; a log is no place for whole documents. */
const longestText = 8192
/** Members of errors of undici, of the parser of HTTP and of ours that hold an answer or a request as it was. */
const raw = new Set(['headers', 'rawHeaders', 'data', 'body', 'request', 'response'])

function redactText(text: string): string {
  return maskText(text.length > longestText ? `${text.slice(0, longestText)}…` : text)
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
  const all =
    value instanceof Map || value instanceof Headers || value instanceof URLSearchParams
      ? [...value].map(([name, item]): [string, unknown] => [String(name), item])
      : Object.entries(value)
  const entries =
    value instanceof Error
      ? [...errorEntries(value), ...all.filter(([name]) => !raw.has(name))]
      : all
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
  if (!harmless && typeof name === 'string') {
    if (isConfName(name)) return typeof value === 'string' ? maskConf(value) : MASK
    if (isSecretName(name)) return MASK
  }
  return redactValue(value, above, depth)
}
