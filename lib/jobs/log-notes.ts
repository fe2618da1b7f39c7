import { type LogNote, timestamps as timestampsSchema } from '@/lib/schemas/logs'
import type { LogOption, LogOptions } from './options'

/** Options that IBM's and the engine's documents name, besides `fields` and `timestamps`. */
const documented = new Set(['sample', 'CVE-2021-44228'])

const isMain = ({ name }: LogOption) => name.trim() === 'fields' || name.trim() === 'timestamps'
const written = ({ name, value }: LogOption) => (value === '' ? name : `${name}=${value}`)
const isFormat = (text: string) => timestampsSchema.safeParse(text).success
/** `rfc3339,sample=1.0`: a comma where an "&" belongs. */
const isJoined = (text: string) => /,\s*[\w-]+=/.test(text)

/** What is odd about a job's options by themselves, and how it would be fixed. */
export function notesOn(options: LogOptions): LogNote[] {
  const format = formatNote(options.timestamps)
  return [...(format ? [format] : []), ...fieldNotes(options.fields ?? []), ...otherNotes(options)]
}

/** null: the format is one that we know, or none is named. */
export function formatNote(text: string | null): LogNote | null {
  if (text === null || isFormat(text)) return null
  const fix = 'It is kept unchanged; choose a timestamp format to replace it.'
  if (isJoined(text)) return joinedNote(`timestamps=${text}`, fix)
  const message = `“${text}” is an unknown timestamp format. ${fix}`
  return { code: 'timestamps_unknown', message }
}

function joinedNote(text: string, fix: string): LogNote {
  const message = `“${text}” joins options with a comma. IBM separates options with “&”, so what follows the comma is not read as an option. ${fix}`
  return { code: 'options_joined', message }
}

/** A field's name has no "=" in it, so such a one is an option. */
const isOption = (name: string) => name.includes('=')

function fieldNotes(fields: readonly string[]): LogNote[] {
  const joined = fields.filter(isOption)
  const [only, ...more] = fields
  return [
    ...joined.map((name) => joinedNote(name, 'It is listed among the fields; remove it there.')),
    ...(only !== undefined && more.length === 0 && /^(?:all|\*)$/i.test(only)
      ? [
          {
            // Source: cloudflare/cloudflare-docs #10365; "all" is expanded by IBM's command line alone.
            code: 'fields_all_word',
            message: `“${only}” is a keyword of IBM’s command line; the API takes it for the name of a field. Choose All to send every field.`,
          },
        ]
      : []),
  ]
}

export function otherNotes({ others, ...counting }: LogOptions): LogNote[] {
  return others.flatMap((option) => otherNote(option, counting) ?? [])
}

function otherNote(
  option: LogOption,
  { fields, timestamps }: Omit<LogOptions, 'others'>,
): LogNote | null {
  const name = option.name.trim()
  if (documented.has(name)) {
    return isJoined(option.value)
      ? joinedNote(written(option), 'It is kept unchanged; remove it to fix it.')
      : null
  }
  if (!isMain(option)) {
    const message = `“${written(option)}” is an unknown option. It is kept unchanged; remove it if it is not needed.`
    return { code: 'option_unknown', message }
  }
  const counts = name === 'fields' ? fields !== null : timestamps !== null
  if (!counts) {
    const message = `“${written(option)}” has no value, so IBM uses its default. Remove it or choose a value to fix it.`
    return { code: 'option_empty', message }
  }
  // Of IBM's own tests some send the format twice; that the first one counts is unproven.
  const message = `“${name}” is given more than once; “${written(option)}” repeats it. The first one probably counts. Remove the other to fix it.`
  return { code: 'option_repeated', message }
}

/** As many names as a sentence takes. */
const fewNames = 6

/** The fields of the job that IBM's list does not have any more; none where the list is not known. */
export function unlistedFields(
  fields: readonly string[],
  live: readonly string[] | null | undefined,
): string[] {
  if (!live || live.length === 0) return []
  const listed = new Set(live)
  return fields.filter((name) => !listed.has(name) && !isOption(name))
}

export function unlistedNote(names: readonly string[]): LogNote {
  const more = names.length > fewNames ? ` and ${names.length - fewNames} more` : ''
  const them = names.length === 1 ? 'it' : 'them'
  const message = `IBM no longer lists ${names.slice(0, fewNames).join(', ')}${more}. IBM may refuse a change of the log settings until you remove ${them}.`
  return { code: 'fields_unlisted', message }
}
