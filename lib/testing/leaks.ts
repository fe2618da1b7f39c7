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

function makeForms(secret: string): Map<string, string> {
  const forms = new Map([
    ['as it is', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['URL-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['form-encoded', new URLSearchParams({ x: secret }).toString().slice(2)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
  ])
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
