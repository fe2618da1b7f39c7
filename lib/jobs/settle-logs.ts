import type { UpdateJobInput } from '@/lib/schemas/job'
import { timestamps as timestampsSchema } from '@/lib/schemas/logs'
import type { LogOptions, OptionsChange } from './options'

export type AskedLogs = NonNullable<UpdateJobInput['logs']>
type AskedFields = AskedLogs['fields']

/** `path` as in the body of the change: `logs.timestamps`. */
export type SettledLogs =
  | { outcome: 'unchanged' }
  /** `fields`: those to be set; absent where they stay. "All" has still to be spelt out by IBM's list. */
  | { outcome: 'changed'; fields?: AskedFields; others: OptionsChange }
  | { outcome: 'refused'; errors: { path: string; message: string }[] }

/**
 * What `logs` in a change comes to, given what the job holds. What is sent back as it was read, or left out, stays,
 * whatever our rules for new jobs. `isAll`: the job reads as one of all fields.
 */
export function settleLogs(asked: AskedLogs, held: LogOptions, isAll: boolean): SettledLogs {
  const errors: { path: string; message: string }[] = []
  const change: OptionsChange = {}

  const { timestamps = null } = asked
  if (timestamps !== null && timestamps !== held.timestamps) {
    if (timestampsSchema.safeParse(timestamps).success) change.timestamps = timestamps
    else errors.push({ path: 'logs.timestamps', message: 'Choose rfc3339, unix or unixnano' })
  }

  const options = asked.otherOptions ?? held.others
  const rest = [...held.others]
  options.forEach((option, at) => {
    const found = rest.findIndex((one) => one.name === option.name && one.value === option.value)
    if (found >= 0) rest.splice(found, 1)
    else {
      const message = 'Only the job’s existing options can be kept here; none can be added'
      errors.push({ path: `logs.otherOptions.${at}`, message })
    }
  })
  if (rest.length > 0) change.others = [...options]
  if (errors.length > 0) return { outcome: 'refused', errors }

  const isOther = change.timestamps !== undefined || change.others !== undefined
  const stays = sameFields(asked.fields, held.fields)
  // All are asked for and held; one that IBM lists no more beside them is no reason to change the job.
  const { mode, names } = asked.fields
  const isAllAgain = isAll && mode === 'all' && names === undefined && !isOther
  if (!stays && !isAllAgain) return { outcome: 'changed', fields: asked.fields, others: change }
  return isOther ? { outcome: 'changed', others: change } : { outcome: 'unchanged' }
}

/** Whether the fields are asked for as the job holds them, in whatever order and under whichever mode they were read. */
function sameFields({ mode, names }: AskedFields, held: readonly string[] | null): boolean {
  if (mode === 'default') return held === null
  if (names === undefined || held === null) return false
  const asked = new Set(names)
  return asked.size === new Set(held).size && held.every((name) => asked.has(name))
}
