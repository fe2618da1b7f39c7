import { decode } from '@/lib/destinations/conf'
import { timestamps as timestampsSchema } from '@/lib/schemas/logs'

export type LogOption = { name: string; value: string }

export type LogOptions = {
  /** null: none are named, so IBM sends its own set. */
  fields: string[] | null
  /** As its own text where it is none of the formats that we know; null: none named (the engine then writes `unixnano`). */
  timestamps: string | null
  /**
   * All that the text holds besides, letter by letter and in order: options that we don't manage (`sample`,
   * `CVE-2021-44228`), one without a name, and `fields` or `timestamps` where they are given again or without a value.
   */
  others: LogOption[]
}

/** One option of the text. `written`: its name with the blanks that may stand around it. */
type Part = { text: string; written: string; name: string; value: string }

function partsOf(text: string | null | undefined): Part[] {
  if (!text) return []
  return text.split('&').map((part) => {
    const equals = part.indexOf('=')
    const written = equals < 0 ? part : part.slice(0, equals)
    const value = equals < 0 ? '' : part.slice(equals + 1)
    return { text: part, written, name: written.trim(), value }
  })
}

/** Nothing between two `&`, or no more than an `=`: it says nothing, but stays where it stands. */
const isBlank = ({ name, value }: LogOption) => name.trim() === '' && value.trim() === ''

/** The names as IBM reads them, each with how it is written. */
function namesIn(value: string): Map<string, string> {
  const names = new Map(value.split(',').map((written) => [decode(written).trim(), written]))
  names.delete('')
  return names
}

/** The options that count as the job's fields and timestamps: the first of each that has a value. */
function counting(parts: readonly Part[]) {
  const fields = parts.find(({ name, value }) => name === 'fields' && namesIn(value).size > 0)
  const timestamps = parts.find(({ name, value }) => name === 'timestamps' && value.trim() !== '')
  return { fields, timestamps }
}

/**
 * A job's `logpull_options`, `fields=A,B&timestamps=rfc3339&sample=0.1`, taken apart; never throws. Where an option
 * comes twice, as in IBM's own tests, the first one counts, as it does for most readers of a query string (unproven).
 */
export function parseOptions(text: string | null | undefined): LogOptions {
  const parts = partsOf(text)
  const { fields, timestamps } = counting(parts)
  const others = parts.filter((part) => part !== fields && part !== timestamps && !isBlank(part))
  return {
    fields: fields ? [...namesIn(fields.value).keys()] : null,
    timestamps: timestamps ? formatIn(timestamps.value) : null,
    others: others.map(({ written, value }) => ({ name: written, value })),
  }
}

function formatIn(value: string): string {
  const known = timestampsSchema.safeParse(decode(value).trim())
  return known.success ? known.data : value
}

/** An option that came from outside may not bring a second one with it. */
function verbatim(text: string, separators: RegExp): string {
  return text.toWellFormed().replace(separators, encodeURIComponent)
}

const fieldsText = (written: readonly string[]) => `fields=${written.join(',')}`
const encoded = (name: string) => encodeURIComponent(name.toWellFormed())

/** The opposite of `parseOptions`: what IBM gets for a new job. Other options are kept as they are. */
export function buildOptions({ fields, timestamps, others }: LogOptions): string {
  const pairs: string[] = []
  if (fields && fields.length > 0) pairs.push(fieldsText(fields.map(encoded)))
  if (timestamps) pairs.push(`timestamps=${verbatim(timestamps, /&/g)}`)
  for (const option of others) {
    const { name, value } = option
    if (!isBlank(option)) pairs.push(`${verbatim(name, /[&=]/g)}=${verbatim(value, /&/g)}`)
  }
  return pairs.join('&')
}

/** Options as one line for people: `sample=0.1 CVE-2021-44228=true`. */
export function optionsText(options: readonly LogOption[]): string {
  return options.map(({ name, value }) => (value === '' ? name : `${name}=${value}`)).join(' ')
}

/** What changes of a job's options; a member that is left out stays as it is. */
export type OptionsChange = {
  /** null: none are named any more. */
  fields?: readonly string[] | null | undefined
  timestamps?: string | undefined
  /** Those of `others` that stay. */
  others?: readonly LogOption[] | undefined
}

/**
 * The text with a change made in it, everything else to the letter and in its place. An option that is set anew
 * stands once: where it was given again, the other one goes.
 */
export function changeOptions(text: string | null | undefined, change: OptionsChange): string {
  const parts = partsOf(text)
  const { fields, timestamps } = counting(parts)
  const written = namesIn(fields?.value ?? '')
  const setFields =
    change.fields && change.fields.length > 0
      ? fieldsText(change.fields.map((name) => written.get(name) ?? encoded(name)))
      : null
  const setTimestamps = change.timestamps ? `timestamps=${change.timestamps}` : null
  const staying = change.others && [...change.others]
  const kept = parts.flatMap((part) => {
    if (part.name === 'fields' && change.fields !== undefined) {
      return part === fields && setFields !== null ? [setFields] : []
    }
    if (part.name === 'timestamps' && setTimestamps !== null) {
      return part === timestamps ? [setTimestamps] : []
    }
    const isOther = part !== fields && part !== timestamps && !isBlank(part)
    return isOther && staying && !take(staying, part) ? [] : [part.text]
  })
  return [
    ...(fields === undefined && setFields !== null ? [setFields] : []),
    ...(timestamps === undefined && setTimestamps !== null ? [setTimestamps] : []),
    ...kept,
  ].join('&')
}

/** Takes one such option out of the list; false where there is none left. */
function take(from: LogOption[], { written, value }: Part): boolean {
  const at = from.findIndex((option) => option.name === written && option.value === value)
  if (at < 0) return false
  from.splice(at, 1)
  return true
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
