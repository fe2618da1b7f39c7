import { authLabel } from '@/lib/destinations/words'
import { presets } from '@/lib/fields/presets'
import { type JobDraft, ownershipTokenOf, toDestination } from '@/lib/jobs/draft'
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

/** How IBM gets in, as in "API key" or "HEC token, certificate not checked". */
export function accessWords(draft: JobDraft): string {
  const { kind, splunk, https } = draft
  switch (kind) {
    case 'cos':
    case 'cloudLogs':
      return authLabel(toDestination(draft))
    case 'splunk':
      return splunk.skipVerify ? 'HEC token, certificate not checked' : 'HEC token'
    case 'qradar':
      return 'no token'
    case 'https': {
      const names = https.headers.map(({ name }) => name.trim()).filter(Boolean)
      if (names.length === 0) return 'no headers'
      return names.length === 1 ? `header ${names[0]}` : `headers ${names.join(', ')}`
    }
    case 'other':
      return ownershipTokenOf(draft) === null ? 'credentials in the string' : 'ownership challenge'
  }
}
