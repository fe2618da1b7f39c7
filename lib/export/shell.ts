import { type ExportedText, type Piece, render, type Use, type Written } from './pieces'

// For POSIX shells, bash and zsh alike.

/** Functions that a command may use; they read the secret from a pipe, since a program's arguments can be seen by others. */
const helpers = {
  uri: `uri() { printf %s "$1" | jq -sRr @uri; }\n`,
  json: `json() { printf %s "$1" | jq -sRr 'tojson[1:-1]'; }\n`,
}

export type ShellPart = Written | { call: keyof typeof helpers; shown: string; means: string }

function calls({ variable, inUrl }: Use, inJson: boolean): ShellPart {
  const part = { shown: `$${variable.name}`, means: variable.means }
  if (inUrl) return { ...part, call: 'uri' }
  return inJson && !variable.isPlain ? { ...part, call: 'json' } : part
}

/**
 * One argument: everything literal but the variables, which the shell fills in, encoded where they have to be. `inJson`:
 * the text is JSON.
 */
export function shellArgument(pieces: readonly Piece[], { inJson = false } = {}): ShellPart[] {
  const argument: ShellPart[] = []
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
    argument.push('"', calls(piece, inJson), '"')
  }
  if (argument.length === 0 && /^[\w@%+:,./-]+$/.test(literal)) return [literal]
  flush()
  return argument.length > 0 ? argument : ["''"]
}

/** A command, with the functions that it uses before it. */
export function script(parts: readonly ShellPart[], notes: string[] = []): ExportedText {
  const used = new Set(
    parts.flatMap((part) => (typeof part === 'object' && 'call' in part ? [part.call] : [])),
  )
  const written = parts.flatMap<Written>((part) =>
    typeof part === 'object' && 'call' in part ? [`$(${part.call} "`, part, '")'] : [part],
  )
  const hints = [...used].map((name) =>
    name === 'uri'
      ? 'The function uri percent-encodes a value with jq, which has to be installed.'
      : 'The function json escapes a value with jq, which has to be installed.',
  )
  return render([...[...used].map((name) => helpers[name]), ...written], { notes, hints })
}
