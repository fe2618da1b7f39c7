/** What a reader has to fill in; shown as `$NAME`. */
export type PlaceholderName = 'IBM_API_KEY' | 'OWNERSHIP_TOKEN' | 'IAM_TOKEN' | 'CRN'

export const placeholderMeanings: Record<PlaceholderName, string> = {
  IBM_API_KEY: 'API key that can write to the destination',
  OWNERSHIP_TOKEN: 'content of the challenge file',
  IAM_TOKEN: 'IAM access token, without the word Bearer',
  CRN: 'CRN of the CIS instance, with : and / written as %3A and %2F',
}

/** A part of a text: as it is, or a placeholder. Kept apart, so that a path named `$CRN` is never taken for one. */
export type Piece = string | { placeholder: PlaceholderName }

export type ExportedText = {
  text: string
  /** Where the placeholders stand in `text`, `$` included, in order. */
  spans: { start: number; end: number; name: PlaceholderName }[]
  /** What the text cannot say, in sentences. */
  notes: string[]
}

/** Pieces as a text with `$NAME` for each placeholder. */
export function render(pieces: readonly Piece[], notes: string[] = []): ExportedText {
  const spans: ExportedText['spans'] = []
  let text = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece
      continue
    }
    const shown = `$${piece.placeholder}`
    spans.push({ start: text.length, end: text.length + shown.length, name: piece.placeholder })
    text += shown
  }
  return { text, spans, notes }
}

function isPlaceholder(value: object): value is { placeholder: PlaceholderName } {
  return 'placeholder' in value
}

/** JSON, indented by two spaces, with placeholders where the value has them. Members that are undefined are left out. */
export function jsonPieces(value: unknown, indent = ''): Piece[] {
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value) ?? 'null']
  if (isPlaceholder(value)) return ['"', value, '"']
  const inner = `${indent}  `
  const items: Piece[][] = Array.isArray(value)
    ? value.map((item) => jsonPieces(item, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => [`${JSON.stringify(name)}: `, ...jsonPieces(member, inner)])
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (items.length === 0) return [`${open}${close}`]
  const body = items.flatMap((item, index) => [index === 0 ? '' : ',', `\n${inner}`, ...item])
  return [open, ...body, `\n${indent}${close}`]
}

/** One argument for a POSIX shell: everything literal but the placeholders, which the shell fills in. */
export function shellArgument(pieces: readonly Piece[]): Piece[] {
  const argument: Piece[] = []
  let literal = ''
  const flush = () => {
    // Single quotes hold everything but themselves.
    if (literal !== '') argument.push(`'${literal.replaceAll("'", `'\\''`)}'`)
    literal = ''
  }
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      literal += piece
      continue
    }
    flush()
    argument.push('"', piece, '"')
  }
  if (argument.length === 0 && /^[\w@%+:,./-]+$/.test(literal)) return [literal]
  flush()
  return argument.length > 0 ? argument : ["''"]
}
