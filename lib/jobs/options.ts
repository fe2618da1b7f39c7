import { decode } from '@/lib/destinations/conf'
import { type Timestamps, timestamps as timestampsSchema } from '@/lib/schemas/logs'

export type LogOptions = {
  /** null: none are named, so IBM sends its own set. */
  fields: string[] | null
  /** null: none named (the engine then writes `unixnano`), or one that we don't know. */
  timestamps: Timestamps | null
  /** Options that we don't manage, letter by letter and in order: `sample`, `CVE-2021-44228`. */
  others: { name: string; value: string }[]
}

/**
 * A job's `logpull_options`, `fields=A,B&timestamps=rfc3339&sample=0.1`, taken apart; never throws. Where a name
 * comes twice, as in IBM's own example, the first one counts, as it does for readers of a query string.
 */
export function parseOptions(text: string | null | undefined): LogOptions {
  const options: LogOptions = { fields: null, timestamps: null, others: [] }
  const seen = new Set<string>()
  for (const pair of (text ?? '').split('&')) {
    const equals = pair.indexOf('=')
    const written = equals < 0 ? pair : pair.slice(0, equals)
    const name = written.trim()
    if (name === '') continue
    const value = equals < 0 ? '' : pair.slice(equals + 1)
    if (name !== 'fields' && name !== 'timestamps') {
      options.others.push({ name: written, value })
      continue
    }
    if (seen.has(name)) continue
    seen.add(name)
    if (name === 'fields') {
      const names = new Set(value.split(',').map((field) => decode(field).trim()))
      names.delete('')
      options.fields = names.size > 0 ? [...names] : null
    } else {
      const known = timestampsSchema.safeParse(decode(value).trim())
      options.timestamps = known.success ? known.data : null
    }
  }
  return options
}

/** An option that came from outside may not bring a second one with it. */
function verbatim(text: string, separators: RegExp): string {
  return text.toWellFormed().replace(separators, encodeURIComponent)
}

/** The opposite of `parseOptions`: what IBM gets. Other options are kept as they are. */
export function buildOptions({ fields, timestamps, others }: LogOptions): string {
  const pairs: string[] = []
  if (fields && fields.length > 0) {
    pairs.push(`fields=${fields.map((name) => encodeURIComponent(name.toWellFormed())).join(',')}`)
  }
  if (timestamps) pairs.push(`timestamps=${timestamps}`)
  for (const { name, value } of others) {
    const safeName = verbatim(name, /[&=]/g)
    if (['', 'fields', 'timestamps'].includes(safeName.trim())) continue
    pairs.push(`${safeName}=${verbatim(value, /&/g)}`)
  }
  return pairs.join('&')
}

/** Whether two texts ask IBM for the same; the order of fields and options means nothing. */
export function sameOptions(a: string | null | undefined, b: string | null | undefined): boolean {
  const essence = (text: string | null | undefined) => {
    const { fields, timestamps, others } = parseOptions(text)
    const rest = others.map(({ name, value }) => `${name}=${value}`).sort()
    return JSON.stringify([fields && [...fields].sort(), timestamps, rest])
  }
  return essence(a) === essence(b)
}
