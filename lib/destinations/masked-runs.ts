import { schemeNames } from './checks/schemes'
import { parseConf } from './conf'
import { dissect } from './mask'

/** A stretch of a text as it stands there, and whether it is to be covered. */
export type Run = { text: string; hidden: boolean }

/**
 * A destination's text while it is typed, every character of it in its place: what may not be shown is marked. The
 * beginning of a scheme is shown, although it is no text of any form yet.
 */
export function maskedRuns(text: string): Run[] {
  const inner = text.trim()
  const from = text.length - text.trimStart().length
  const [before, after] = [text.slice(0, from), text.slice(from + inner.length)]
  const typed = inner.toLowerCase()
  const runs = schemeNames.some((name) => `${name}://`.startsWith(typed))
    ? [{ text: inner, hidden: false }]
    : dissect(parseConf(inner)).map(({ text: piece, hidden }) => ({ text: piece, hidden }))
  // What is taken apart may not be the text to the letter; then nothing of it is shown.
  const isWhole = runs.map((run) => run.text).join('') === inner
  return [
    { text: before, hidden: false },
    ...(isWhole ? runs : [{ text: inner, hidden: true }]),
    { text: after, hidden: false },
  ].filter((run) => run.text !== '')
}
