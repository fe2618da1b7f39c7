import { groupFields } from '@/lib/fields/groups'
import { personalData } from '@/lib/fields/personal-data'
import { matchesWords, type Searchable, searchable, wordsOf } from '@/lib/match-words'
import type { Field } from '@/lib/schemas/logs'

/** A field made ready for the picker once, so that a keystroke has little to do. */
export type PickerField = Field & {
  isPersonal: boolean
  /** The job has it, IBM lists it no more. */
  isGone: boolean
  texts: readonly [name: Searchable, meaning: Searchable]
}

export type PickerGroup = { label: string; fields: readonly PickerField[] }

export type PickerRow =
  | { kind: 'group'; key: string; label: string; names: readonly string[] }
  | { kind: 'field'; key: string; field: PickerField }

const goneMeaning = 'No longer listed by IBM; the job may keep it.'

function toPickerField(field: Field, isGone: boolean): PickerField {
  return {
    ...field,
    isGone,
    isPersonal: personalData(field.name),
    texts: [searchable(field.name), searchable(field.description)],
  }
}

/** IBM's list in groups, and before them what the job names besides. */
export function pickerGroups(live: readonly Field[], named: readonly string[]): PickerGroup[] {
  const listed = new Set(live.map(({ name }) => name))
  const gone = [...new Set(named)].filter((name) => !listed.has(name))
  const groups = groupFields(live.map((field) => toPickerField(field, false)))
  if (gone.length === 0) return groups
  const fields = gone.map((name) =>
    toPickerField({ name, type: '', description: goneMeaning }, true),
  )
  return [{ label: 'No longer listed', fields }, ...groups]
}

/**
 * Groups, each followed by its fields, for those that have every word of the query in name or meaning. `only`:
 * no others than these names. A field stays in its group, whatever is left of it.
 */
export function pickerRows(
  groups: readonly PickerGroup[],
  query: string,
  only: ReadonlySet<string> | null,
): PickerRow[] {
  const words = wordsOf(query)
  const isFound = ({ name, texts }: PickerField) =>
    (only === null || only.has(name)) && matchesWords(words, ...texts)
  return groups.flatMap(({ label, fields }): PickerRow[] => {
    const found = fields.filter(isFound)
    if (found.length === 0) return []
    return [
      { kind: 'group', key: `group ${label}`, label, names: found.map(({ name }) => name) },
      ...found.map((field): PickerRow => ({ kind: 'field', key: field.name, field })),
    ]
  })
}

/** A group's box: ticked, not, or some. */
export function groupState(
  names: readonly string[],
  ticked: ReadonlySet<string>,
): { checked: boolean | 'some'; count: number } {
  const count = names.filter((name) => ticked.has(name)).length
  return { count, checked: count === 0 ? false : count === names.length ? true : 'some' }
}
