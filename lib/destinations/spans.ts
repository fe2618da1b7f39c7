import { MASK } from './placeholders'

/** A run of a text that may not be shown. */
export type Span = {
  from: number
  /** Not included. */
  to: number
  /** What it holds, where that is a secret by itself and whole. */
  secret?: string
}

/** The text with every span replaced by the mark; spans that touch are one. */
export function hideSpans(
  text: string,
  spans: readonly Span[],
  mark: (secret: string) => string = () => MASK,
): string {
  let hidden = ''
  let at = 0
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to)
  for (let index = 0; index < sorted.length; ) {
    const first = sorted[index]
    if (!first) break
    let { to } = first
    for (index++; index < sorted.length && (sorted[index]?.from ?? 0) <= to; index++) {
      to = Math.max(to, sorted[index]?.to ?? 0)
    }
    const isWhole = to === first.to && first.secret !== undefined
    hidden += text.slice(at, first.from) + (isWhole ? mark(first.secret ?? '') : MASK)
    at = to
  }
  return hidden + text.slice(at)
}
