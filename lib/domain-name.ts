/**
 * The other way to write an internationalised domain name: Unicode for `xn--…`, `xn--…` for Unicode; null where a name
 * has only one. What does not come back to the letter is not shown, so that no name looks like another one.
 */
export function otherForm(name: string): string | null {
  // Nearly every name has one form; a list has a thousand of them.
  if (!/xn--|[^\x20-\x7e]/i.test(name)) return null
  const ascii = toAscii(name)
  if (ascii === null || !ascii.split('.').some((label) => label.startsWith('xn--'))) return null
  if (ascii !== name.toLowerCase()) return ascii
  const unicode = ascii
    .split('.')
    .map((label) => (label.startsWith('xn--') ? decodeLabel(label.slice(4)) : label))
    .join('.')
  return unicode !== ascii && toAscii(unicode) === ascii ? unicode : null
}

/** A domain name with its other form behind it, where it has one: "xn--grne-welle-beb.example (grüne-welle.example)". */
export function bothForms(name: string): string {
  const other = otherForm(name)
  return other === null ? name : `${name} (${other})`
}

/** By the address parser of the platform, which checks the name besides. */
function toAscii(name: string): string | null {
  // What could be more than a host's name in an address is none.
  if (/[/?#:@\\%[\]\s]/.test(name)) return null
  return URL.parse(`https://${name}`)?.hostname ?? null
}

const [base, tMin, tMax, skew, damp] = [36, 1, 26, 38, 700]

/** Punycode, RFC 3492 section 6.2. An ill-formed label comes back as something else, or ''. */
function decodeLabel(label: string): string {
  const split = label.lastIndexOf('-')
  const letters = split > 0 ? [...label.slice(0, split)] : []
  let [n, i, bias] = [128, 0, 72]
  for (let at = split > 0 ? split + 1 : 0; at < label.length; ) {
    const before = i
    for (let [weight, k] = [1, base]; ; k += base) {
      const digit = Number.parseInt(label[at++] ?? '', base)
      if (Number.isNaN(digit)) return ''
      // Letters stand for 0 to 25 and digits for 26 to 35; parseInt has them the other way round.
      const value = digit < 10 ? digit + 26 : digit - 10
      i += value * weight
      const t = Math.min(Math.max(k - bias, tMin), tMax)
      if (value < t) break
      weight *= base - t
    }
    const length = letters.length + 1
    bias = adapted(i - before, length, before === 0)
    n += Math.floor(i / length)
    i %= length
    if (n > 0x10ffff) return ''
    letters.splice(i++, 0, String.fromCodePoint(n))
  }
  return letters.join('')
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? damp : 2))
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > Math.floor(((base - tMin) * tMax) / 2); k += base) {
    rest = Math.floor(rest / (base - tMin))
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}
