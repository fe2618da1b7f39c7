/** A text in Terraform's language as it evaluates it, of the expressions that exports have. */
export function evaluate(expression: string, values: Record<string, string>): string {
  const of = (name = '') => values[name.toUpperCase()] ?? ''
  const alone = /^var\.(\w+)$/.exec(expression)
  if (alone) return of(alone[1])
  if (!/^".*"$/.test(expression)) return expression
  let text = ''
  const parts =
    /\$\{replace\(urlencode\(var\.(\w+)\), "\+", "%20"\)\}|\$\{var\.(\w+)\}|\\u([0-9a-f]{4})|\\([nrt"\\])|([^"\\])/gy
  const inner = expression.slice(1, -1)
  while (parts.lastIndex < inner.length) {
    const at = parts.lastIndex
    if (/^[$%]\{/.test(inner.slice(at)) && !/^\$\{(?:replace|var)/.test(inner.slice(at))) {
      throw new Error(`Begins a template: ${inner.slice(at)}`)
    }
    const found = parts.exec(inner)
    if (!found) throw new Error(`Not Terraform: ${inner.slice(at)}`)
    const [, encoded, plain, code, escaped, letter] = found
    if (encoded) text += encodeURIComponent(of(encoded))
    else if (plain) text += of(plain)
    else if (code) text += String.fromCharCode(Number.parseInt(code, 16))
    else if (escaped) text += { n: '\n', r: '\r', t: '\t' }[escaped] ?? escaped
    else text += letter
  }
  return text
}

/** The arguments of the resource in a text, nested ones by their own names, as expressions. */
export function argumentsIn(text: string): Record<string, string> {
  const resource = text.slice(text.indexOf('resource "'))
  return Object.fromEntries(
    [...resource.matchAll(/^ {2,4}(\w+) += (?!jsonencode)(.*)$/gm)].map(([, name, value]) => [
      name,
      value ?? '',
    ]),
  )
}
