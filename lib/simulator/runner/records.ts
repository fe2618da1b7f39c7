import type { TimestampFormat } from './logpull-options.ts'

/** Numbers in [0, 1), the same ones for the same seed, so that a delivery can be told beforehand. */
export function createDraw(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Draw = () => number

const pick = <T>(draw: Draw, ...choices: [T, ...T[]]): T =>
  choices[Math.floor(draw() * choices.length)] ?? choices[0]
const whole = (draw: Draw, from: number, to: number) => from + Math.floor(draw() * (to - from + 1))
const hex = (draw: Draw, digits: number) =>
  Array.from({ length: digits }, () => whole(draw, 0, 15).toString(16)).join('')

/** Believable values by the field's name; the first pattern that fits. Addresses are of the blocks kept for examples. */
const BY_NAME: [RegExp, (draw: Draw, zoneName: string) => unknown][] = [
  [/RayID$/, (draw) => hex(draw, 16)],
  [/(IP|IPAddress)$/, (draw) => `${pick(draw, '192.0.2', '198.51.100')}.${whole(draw, 1, 254)}`],
  [/(Host|QueryName|ZoneName|Domain)$/i, (draw, zone) => pick(draw, zone, `www.${zone}`)],
  [/Method$/, (draw) => pick(draw, 'GET', 'GET', 'GET', 'POST', 'HEAD')],
  [/(URI|Path)$/, (draw) => pick(draw, '/', '/cart', '/api/items?page=2', '/img/logo.svg')],
  [/(Referer|URL)$/, (_, zone) => `https://${zone}/`],
  [/(ResponseStatus|StatusCode|OriginResponseStatus)$/, (draw) => pick(draw, 200, 200, 304, 404)],
  [/Bytes$/, (draw) => whole(draw, 120, 48_000)],
  [/UserAgent$/, () => 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari'],
  [/Country$/, (draw) => pick(draw, 'de', 'us', 'br', 'jp', 'in')],
  [/ColoCode$/, (draw) => pick(draw, 'FRA', 'DFW', 'NRT')],
  [/Port$/, (draw) => pick(draw, 443, whole(draw, 20_000, 60_000))],
  [/(Scheme)$/, () => 'https'],
  [/(RequestProtocol|HTTPProtocol)$/, (draw) => pick(draw, 'HTTP/2', 'HTTP/1.1', 'HTTP/3')],
  [/SSLProtocol$/, (draw) => pick(draw, 'TLSv1.3', 'TLSv1.2')],
  [/SSLCipher$/, () => 'AEAD-AES128-GCM-SHA256'],
  [/CacheStatus$/, (draw) => pick(draw, 'hit', 'miss', 'dynamic', 'expired')],
  [/Action$/, (draw) => pick(draw, 'block', 'log', 'challenge')],
  [/ASN$/, (draw) => pick(draw, 64496, 64500, 64511)],
]

const TIMESTAMP = /(Timestamp|Datetime)$/

/** A moment as JSON text. Text, because nanoseconds since 1970 are more than a number of JavaScript can hold. */
export function timestampText(at: number, format: TimestampFormat): string {
  if (format === 'unixnano') return `${Math.floor(at)}000000`
  if (format === 'unix') return String(Math.floor(at / 1000))
  return JSON.stringify(`${new Date(at).toISOString().slice(0, 19)}Z`)
}

/** A made-up value as JSON text; `type` is the first part of IBM's field text ("int", "array[string]", …). */
function valueText(name: string, type: string, draw: Draw, zoneName: string): string {
  if (/^bool/.test(type)) return String(draw() < 0.3)
  if (/^array/.test(type)) return draw() < 0.5 ? '[]' : JSON.stringify([hex(draw, 8)])
  if (/^(map|object)/.test(type)) return '{}'
  const named = BY_NAME.find(([pattern]) => pattern.test(name))?.[1](draw, zoneName)
  if (/^float/.test(type)) return String(whole(draw, 0, 999) / 1000)
  if (/^int/.test(type)) {
    return String(typeof named === 'number' ? named : whole(draw, 0, 100))
  }
  return JSON.stringify(String(named ?? pick(draw, '', 'unknown')))
}

/** One line of NDJSON that holds exactly these fields. */
export function recordLine(wanted: {
  fields: readonly string[]
  /** Name to IBM's "type; description"; a name that it lacks becomes a string. */
  types: ReadonlyMap<string, string>
  timestamps: TimestampFormat
  at: number
  zoneName: string
  draw: Draw
}): string {
  const { fields, types, timestamps, at, zoneName, draw } = wanted
  const members = fields.map((name) => {
    const type = types.get(name)?.split(';')[0]?.trim() ?? 'string'
    const text = TIMESTAMP.test(name)
      ? timestampText(/End|Disconnect/.test(name) ? at + whole(draw, 1, 80) : at, timestamps)
      : valueText(name, type, draw, zoneName)
    return `${JSON.stringify(name)}:${text}`
  })
  return `{${members.join(',')}}`
}
