import { isTemplate, type Piece, type Use, type Variable, type Written } from './pieces'

// Terraform's language, laid out as `terraform fmt` does.

export type HclValue = string | number | boolean | readonly Piece[]

/** The name in Terraform's habit. */
export const hclName = ({ name }: Variable) => name.toLowerCase()

const reference = (variable: Variable): Written => ({
  shown: `var.${hclName(variable)}`,
  means: variable.means,
})

/** `urlencode` writes a space as "+", which only a form reads as one. Source: Terraform, function `urlencode`. */
function interpolation({ variable, inUrl }: Use): Written[] {
  return inUrl
    ? ['${replace(urlencode(', reference(variable), '), "+", "%20")}']
    : ['${', reference(variable), '}']
}

const escapes: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

const code = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A text within quotes. `$` and `%` before a brace would begin something; at the end they may come to stand before one. */
function literal(text: string): string {
  return text
    .toWellFormed()
    .replace(/["\\\n\r\t]/g, (sign) => escapes[sign] ?? sign)
    .replace(/\p{Cc}|[$%](?=\{|$)/gu, code)
}

/** A value as an expression: a text in quotes with its variables filled in, or the variable alone. */
export function hclValue(value: HclValue): Written[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  const pieces = typeof value === 'string' ? [value] : value
  const [only] = pieces
  if (pieces.length === 1 && typeof only === 'object' && !only.inUrl)
    return [reference(only.variable)]
  const inner = pieces.flatMap((piece) =>
    typeof piece === 'string' ? [literal(piece)] : interpolation(piece),
  )
  return ['"', ...inner, '"']
}

/** Members in lines, their values below one another. Nested ones are left out. */
export function hclLines(members: Record<string, unknown>, indent: string): Written[] {
  const lines = Object.entries(members).flatMap(([name, member]): [string, HclValue][] => {
    if (typeof member === 'object' && member !== null && isTemplate(member)) {
      return [[name, member.pieces]]
    }
    const isPlain = ['string', 'number', 'boolean'].includes(typeof member)
    return isPlain ? [[name, member as HclValue]] : [] // Just looked at.
  })
  const width = Math.max(...lines.map(([name]) => name.length))
  return lines.flatMap(([name, value]) => [
    `${indent}${name.padEnd(width)} = `,
    ...hclValue(value),
    '\n',
  ])
}
