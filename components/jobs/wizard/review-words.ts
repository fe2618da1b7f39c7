import { presets } from '@/lib/fields/presets'
import type { JobDraft } from '@/lib/jobs/draft'

/** "34 fields", "all 99 fields", "IBM’s default fields". `live`: how many IBM lists, where that is known. */
export function fieldCount({ choice, names }: JobDraft['logs'], live?: number): string {
  if (choice === 'default') return 'IBM’s default fields'
  if (choice === 'all') return live === undefined ? 'all fields' : `all ${live} fields`
  return names.length === 1 ? '1 field' : `${names.length} fields`
}

/** "SIEM list, 34 of 99 fields, timestamps rfc3339, high frequency". */
export function logsLine(draft: JobDraft, live: number | undefined): string {
  const { choice, names, timestamps, frequency } = draft.logs
  const rest = `timestamps ${timestamps}, ${frequency} frequency`
  if (choice === 'all' || choice === 'default') {
    const count = fieldCount(draft.logs, live)
    return `${count.charAt(0).toUpperCase()}${count.slice(1)}, ${rest}`
  }
  const preset = presets.find(({ id }) => id === choice)
  const list = preset ? `${preset.label} list` : 'Custom list'
  const count =
    live === undefined ? fieldCount(draft.logs, live) : `${names.length} of ${live} fields`
  return `${list}, ${count}, ${rest}`
}
