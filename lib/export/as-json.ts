import {
  type Exported,
  type ExportedText,
  isTemplate,
  type Piece,
  render,
  type Written,
} from './pieces'
import { remarksOn, remarksOnChange } from './remarks'
import {
  changeBody,
  createBody,
  type ExportedChange,
  type ExportedJob,
  settleChange,
} from './request'

/** The body of the request that creates this job, with variables for its secrets. Valid JSON. */
export function asJson(job: ExportedJob): ExportedText {
  return write(jsonPieces(createBody(job)), remarksOn(job))
}

/** The body of the PUT that saves a change: only what changes is in it. Valid JSON. */
export function asChangeJson(change: ExportedChange): Exported {
  const settled = settleChange(change)
  if ('unavailable' in settled) return settled
  return write(jsonPieces(changeBody(change, settled.members)), remarksOnChange(change))
}

/** JSON has no way to encode what is filled in, so that is said of it. */
function write(pieces: readonly Piece[], notes: string[]) {
  const written = pieces.map<Written>((piece) => {
    if (typeof piece === 'string') return piece
    const { name, means } = piece.variable
    return { shown: `$${name}`, means: piece.inUrl ? `${means}, percent-encoded` : means }
  })
  return render(written, { notes })
}

/** JSON, indented by two spaces, with the variables of its templates. Members that are undefined are left out. */
export function jsonPieces(value: unknown, indent = ''): Piece[] {
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value) ?? 'null']
  if (isTemplate(value)) {
    const inner = value.pieces.map((piece) =>
      typeof piece === 'string' ? JSON.stringify(piece).slice(1, -1) : piece,
    )
    return ['"', ...inner, '"']
  }
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
