import { destinationForms, emptyDestinations, isFilled } from '@/lib/destinations/forms'
import type { JobDraft } from './draft'

type Paths<Value, Prefix extends string = ''> = {
  [Member in keyof Value & string]: Value[Member] extends readonly unknown[]
    ? `${Prefix}${Member}`
    : Value[Member] extends object
      ? Paths<Value[Member], `${Prefix}${Member}.`>
      : `${Prefix}${Member}`
}[keyof Value & string]

/** A field of the job's form, as react-hook-form names it: `cos.bucket`. */
export type DraftPath =
  | Paths<Omit<JobDraft, 'ownership'>>
  | `https.${'headers' | 'params'}.${number}.${'name' | 'value'}`

const otherFields: readonly [apiPath: RegExp, field: DraftPath][] = [
  [/^name$/, 'name'],
  [/^enabled$/, 'enabled'],
  [/^dataset$/, 'logs.dataset'],
  [/^frequency$/, 'logs.frequency'],
  [/^logs\.timestamps/, 'logs.timestamps'],
  [/^logs/, 'logs.names'],
]

/**
 * The one map between the API's paths and the form's: the field that shows a complaint about `apiPath`
 * (`destination.bucket`, `logs.fields.names.3`), or null where the form has none. Rows are counted without empty ones. `code` is the problem's: a destination
 * that is in use is fixed by another path, other complaints about the whole of it are about the place.
 */
export function draftPath(
  draft: Pick<JobDraft, 'kind' | 'https'>,
  apiPath: string,
  code = '',
): DraftPath | null {
  const { kind } = draft
  const destination = /^destination(?:\.(.*))?$/.exec(apiPath)
  if (destination) {
    const member = destination[1] ?? ''
    if (member === '' && code === 'destination_in_use' && kind === 'cos') return 'cos.path'
    const [first = '', row, ...rest] = (member || destinationForms[kind].place).split('.')
    if (!(first in emptyDestinations()[kind])) return null
    const at = row && kind === 'https' ? rowOf(draft.https, first, row) : row
    // A member of the form's own draft, or of one of its rows.
    return [kind, first, ...(at === undefined ? [] : [at]), ...rest].join('.') as DraftPath
  }
  return otherFields.find(([pattern]) => pattern.test(apiPath))?.[1] ?? null
}

/** Where the form has the row that the API counts as `index`. */
function rowOf(https: JobDraft['https'], member: string, index: string): string {
  const rows = member === 'headers' ? https.headers : https.params
  const sent = rows.flatMap((row, at) => (isFilled(row) ? [at] : []))
  return String(sent[Number(index)] ?? index)
}
