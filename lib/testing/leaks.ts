const known = new Map<string, Map<string, string>>()

/** Every form in which a secret may lie somewhere, by name. Base64 has three, by what stands before it. */
export function formsOf(secret: string): Map<string, string> {
  let forms = known.get(secret)
  if (!forms) {
    forms = makeForms(secret)
    known.set(secret, forms)
  }
  return forms
}

const hex = (text: string) => Buffer.from(text).toString('hex')
const lowerEscapes = (text: string) => text.replace(/%[0-9A-F]{2}/g, (it) => it.toLowerCase())
const charCode = (letter: string, radix: number) => (letter.codePointAt(0) ?? 0).toString(radix)
/** Each character that is neither letter nor digit, in another way. */
const escaped = (text: string, write: (letter: string) => string) =>
  text.replace(/[^a-z0-9]/giu, write)

/** What is left of a secret where a text was cut, or a line broken. */
const shortestPiece = 10

function makeForms(secret: string): Map<string, string> {
  const json = JSON.stringify(secret).slice(1, -1)
  const forms = new Map([
    ['as it is', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['URL-encoded in lower case', lowerEscapes(encodeURIComponent(secret))],
    ['URL-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['form-encoded', new URLSearchParams({ x: secret }).toString().slice(2)],
    ['in JSON', json],
    ['in JSON with slashes escaped', json.replaceAll('/', '\\/')],
    ['in JSON by codes', escaped(secret, (it) => `\\u${charCode(it, 16).padStart(4, '0')}`)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['in HTML', escaped(secret, (it) => `&#${charCode(it, 10)};`)],
    ['in HTML by hexadecimal codes', escaped(secret, (it) => `&#x${charCode(it, 16)};`)],
    [
      'in HTML by names',
      secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    ],
    ['without separators', escaped(secret, () => '')],
    ['with other separators, in capitals', escaped(secret, () => '_').toUpperCase()],
    ['in hexadecimal', hex(secret)],
    ['in hexadecimal capitals', hex(secret).toUpperCase()],
  ])
  if (secret.length >= 2 * shortestPiece) {
    forms.set('cut behind its beginning', secret.slice(0, shortestPiece))
    forms.set('cut before its end', secret.slice(-shortestPiece))
    forms.set('in its middle', secret.slice(shortestPiece / 2, (3 * shortestPiece) / 2))
  }
  for (const shift of [0, 1, 2]) {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)])
    // The characters at either end hold bits of what stands beside the secret.
    const from = Math.ceil((shift * 8) / 6)
    const to = Math.floor((bytes.length * 8) / 6)
    forms.set(`in base64, shifted by ${shift}`, bytes.toString('base64').slice(from, to))
    forms.set(`in base64url, shifted by ${shift}`, bytes.toString('base64url').slice(from, to))
  }
  return forms
}

/** Tokens of IAM and of the engine, whoever they belong to; a refresh token is base64 once more. */
const tokenForms: [string, RegExp][] = [
  ['a token', /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+/],
  ['a token in base64', /ZXlK[\w+/-]{40,}/],
]

/** Which of these secrets can be found in a text, and in which form: `the key, in base64`. */
export function leaksIn(text: string, secrets: Record<string, string>): string[] {
  const found = Object.entries(secrets).flatMap(([name, secret]) =>
    [...formsOf(secret)].flatMap(([form, look]) =>
      text.includes(look) ? [`${name}, ${form}`] : [],
    ),
  )
  const tokens = tokenForms.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []))
  return [...found, ...tokens]
}
