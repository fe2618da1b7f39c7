import { asJson, jsonPieces } from '../as-json'
import type { Piece } from '../pieces'
import { createBody, type ExportedJob } from '../request'
import { sentBody } from './jobs'

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/**
 * The values that an exported body needs in its variables to be the one that the app itself sends; null where no values
 * make it so. Names as in `SPLUNK_TOKEN`.
 */
export function valuesFor(job: ExportedJob): Record<string, string> | null {
  const pieces = jsonPieces(createBody(job))
  const pattern = pieces.map((piece) => (typeof piece === 'string' ? escaped(piece) : '(.*)'))
  const found = new RegExp(`^${pattern.join('')}$`, 's').exec(
    JSON.stringify(sentBody(job), null, 2),
  )
  if (!found) return null
  const uses = pieces.filter((piece): piece is Exclude<Piece, string> => typeof piece !== 'string')
  return Object.fromEntries(
    uses.map(({ variable, inUrl }, at) => {
      const text: string = JSON.parse(`"${found[at + 1]}"`)
      return [variable.name, inUrl ? decodeURIComponent(text) : text]
    }),
  )
}

/** An exported body with its variables filled in by hand, as its legend says. */
export function filledJson(job: ExportedJob, values: Record<string, string>): unknown {
  const { text, spans, variables } = asJson(job)
  const filled = spans.reduceRight((text, { start, end, name }) => {
    const value = values[name.slice(1)] ?? ''
    const isEncoded = variables.some(
      (it) => it.name === name && it.means.endsWith(', percent-encoded'),
    )
    const written = isEncoded ? encodeURIComponent(value) : value
    return text.slice(0, start) + JSON.stringify(written).slice(1, -1) + text.slice(end)
  }, text)
  return JSON.parse(filled)
}

/** With every percent-encoding in its texts read: programs differ in which signs they encode. */
export function decoded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member) =>
    typeof member === 'string' ? readEncoding(member) : member,
  )
}

function readEncoding(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run
    }
  })
}
