/** What a reader has to fill in: a secret, or what only they know. Its name is in capitals: `SPLUNK_TOKEN`. */
export type Variable = {
  name: string
  means: string
  /** It has letters, digits and simple signs only, so that JSON takes it as it is. */
  isPlain?: boolean
}

/** A part of a text: as it is, or a variable. Kept apart, so that a path named `$CRN` is never taken for one. */
export type Piece = string | Use

/** A variable where it is used. `inUrl`: within an address, so it is percent-encoded there. */
export type Use = { variable: Variable; inUrl?: boolean }

/** A string of a request's body that has variables in it. */
export type Template = { pieces: readonly Piece[] }

export function isTemplate(value: object): value is Template {
  return 'pieces' in value
}

/** A part of a text in one language; `shown`: how a variable is written there, `$CRN`. */
export type Written = string | { shown: string; means: string }

export type ExportedText = {
  text: string
  /** Where variables stand in `text`, in order. */
  spans: { start: number; end: number; name: string }[]
  /** Those to be filled in, each once, as they are written. */
  variables: { name: string; means: string }[]
  /** What one needs to know to use it, in sentences. */
  hints: string[]
  /** What the text cannot say, or what IBM's tool gets wrong with it, in sentences. */
  notes: string[]
}

/** A text, or the sentence why there is none. */
export type Exported = ExportedText | { unavailable: string }

export function render(
  parts: readonly Written[],
  { notes = [], hints = [] }: { notes?: string[]; hints?: string[] } = {},
): ExportedText {
  const spans: ExportedText['spans'] = []
  const variables = new Map<string, string>()
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    const { shown, means } = part
    spans.push({ start: text.length, end: text.length + shown.length, name: shown })
    variables.set(shown, means)
    text += shown
  }
  return {
    text,
    spans,
    variables: [...variables].map(([name, means]) => ({ name, means })),
    hints,
    notes,
  }
}
