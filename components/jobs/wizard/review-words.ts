import { presets } from '@/lib/fields/presets'
import type { JobDraft } from '@/lib/jobs/draft'
import { fieldCount } from './field-count'

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
