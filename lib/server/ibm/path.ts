import 'server-only'
import { LRUCache } from 'lru-cache'
import { AppError } from '@/lib/server/errors'

/** Bases with an instance id in them are many; what is kept of them must not grow with them. */
const baseParts = new LRUCache<string, { origin: string; prefix: string }>({ max: 256 })

const placeholders = {
  region: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  instance_id: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
} as const

function refuse(): never {
  throw new AppError('invalid_id', 'An ID in the request holds characters that are not allowed.')
}

function isControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

/**
 * One segment of a path, percent-encoded (`:` and `/` of a CRN included).
 * Throws AppError `invalid_id` for '', '.', '..', control characters and broken surrogates: a URL parser would
 * fold or drop them, and the request would go to another resource.
 */
export function encodeSegment(value: string): string {
  if (value === '' || value === '.' || value === '..' || isControl(value)) refuse()
  if (!value.isWellFormed()) refuse()
  return encodeURIComponent(value)
}

/** Builds a path from literal text and values; every value becomes exactly one encoded segment (or a part of one). */
export function path(literals: TemplateStringsArray, ...values: string[]): string {
  let built = literals[0] ?? ''
  for (let at = 0; at < values.length; at++) {
    built += encodeSegment(values[at] ?? '') + (literals[at + 1] ?? '')
  }
  return built
}

/** `true` sends the bare name (`?extended`), `undefined` leaves the parameter out. */
export type Query = Record<string, string | number | true | undefined>

function queryText(query: Query): string {
  let text = ''
  for (const name in query) {
    const value = query[name]
    if (value === undefined) continue
    text += text === '' ? '?' : '&'
    text += encodeURIComponent(name)
    if (value !== true) text += `=${encodeURIComponent(value)}`
  }
  return text
}

/**
 * The query of `next_url`, which is relative at IBM and may be absolute. Only its query is used, on our own base:
 * wherever it points, the token goes nowhere else.
 */
export function nextQuery(nextUrl: unknown): Query | null {
  if (typeof nextUrl !== 'string' || nextUrl === '') return null
  const at = nextUrl.indexOf('?')
  if (at < 0) return null
  const hash = nextUrl.indexOf('#', at)
  const params = new URLSearchParams(nextUrl.slice(at, hash < 0 ? undefined : hash))
  return Object.fromEntries(params)
}

export type EndpointValues = { region?: string; instance_id?: string }

/**
 * Fills `{region}` and `{instance_id}` of a base URL. The values end up in a host name, so anything that is not
 * strictly a region or a GUID throws AppError `invalid_id`.
 */
export function fillBase(base: string, values: EndpointValues): string {
  return base.replaceAll(/\{(region|instance_id)\}/g, (_, name: 'region' | 'instance_id') => {
    const value = values[name]
    if (value === undefined || value.length > 63 || !placeholders[name].test(value)) refuse()
    return value
  })
}

/**
 * The URL of a path (already encoded, as by `path`) below a base that may have a path prefix of its own.
 * Throws unless the built URL keeps the base's origin and prefix to the letter.
 */
export function endpointUrl(base: string, encodedPath: string, query?: Query): URL {
  let parts = baseParts.get(base)
  if (parts === undefined) {
    const parsed = new URL(base)
    parts = { origin: parsed.origin, prefix: parsed.pathname.replace(/\/+$/, '') }
    baseParts.set(base, parts)
  }
  if (!encodedPath.startsWith('/')) refuse()
  const pathname = parts.prefix + encodedPath
  const url = new URL(parts.origin + pathname + (query ? queryText(query) : ''))
  if (url.origin !== parts.origin || url.pathname !== pathname || url.username || url.hash) refuse()
  return url
}
