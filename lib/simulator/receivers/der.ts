/** The few forms of DER (ITU-T X.690) that a certificate needs. Each function gives one whole element. */
function element(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff)
  return [0x80 | bytes.length, ...bytes]
}

export const sequence = (...parts: Uint8Array[]) => element(0x30, ...parts)
export const setOf = (...parts: Uint8Array[]) => element(0x31, ...parts)
export const octets = (content: Uint8Array) => element(0x04, content)
export const text = (content: string) => element(0x0c, Buffer.from(content, 'utf8'))
export const TRUE = element(0x01, Buffer.from([0xff]))

/** `unused`: how many bits at the end mean nothing. */
export const bits = (content: Uint8Array, unused = 0) =>
  element(0x03, Buffer.from([unused]), content)

/** `[n]` around elements. */
export const tagged = (n: number, ...parts: Uint8Array[]) => element(0xa0 | n, ...parts)

/** `[n]` in place of the tag of a string of bytes. */
export const taggedBytes = (n: number, content: Uint8Array) => element(0x80 | n, content)

/** Not negative, the most significant byte first. */
export function integer(bytes: Uint8Array): Uint8Array {
  const isNegative = ((bytes[0] ?? 0) & 0x80) !== 0
  return element(0x02, isNegative ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

/** An object identifier, given with dots. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift(0x80 | (rest & 0x7f))
  return bytes
}

/** Unix milliseconds, to the second. Years before 2050 have two digits. Source: RFC 5280, 4.1.2.5. */
export function time(ms: number): Uint8Array {
  const digits = `${new Date(ms).toISOString().slice(0, 19).replace(/\D/g, '')}Z`
  return digits < '2050'
    ? element(0x17, Buffer.from(digits.slice(2)))
    : element(0x18, Buffer.from(digits))
}
