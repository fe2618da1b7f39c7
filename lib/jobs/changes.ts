import { destinationForms, type FormRow, toPatch, whenEmptied } from '@/lib/destinations/forms'
import { givenPlace } from '@/lib/destinations/given-place'
import { maskConf } from '@/lib/destinations/mask'
import type { DestinationInput, DestinationView } from '@/lib/destinations/registry'
import { destinationLabel, hasForm } from '@/lib/destinations/words'
import type { Job, UpdateJobInput } from '@/lib/schemas/job'
import { type JobDraft, toCreateInput, toDestination } from './draft'
import { fromJob } from './from-job'
import { optionsText } from './options'

/** One line of the diff that is shown before saving. `mono`: machine text. */
export type ChangeRow = { what: string; now: string; after: string; mono?: boolean }

export type Changes = {
  /** What is sent; the revision is always in it. */
  change: UpdateJobInput
  rows: ChangeRow[]
}

/** The differences between a job and its edited draft: for the eye, and for the API. */
export function changesOf(job: Job, draft: JobDraft): Changes {
  const before = fromJob(job)
  const rows: ChangeRow[] = []
  const change: UpdateJobInput = { revision: job.revision }
  if (draft.name !== before.name) {
    change.name = draft.name
    rows.push({ what: 'Name', now: before.name || 'unnamed', after: draft.name })
  }
  const destination = destinationRows(job, before, draft)
  if (destination.length > 0) {
    change.destination = toPatch(draft.kind, draft)
    rows.push(...destination)
  }
  const logs = logsRows(job, before, draft)
  if (logs.length > 0) {
    change.logs = logsPatchOf(job, before, draft)
    rows.push(...logs)
  }
  if (draft.logs.frequency !== before.logs.frequency) {
    change.frequency = draft.logs.frequency
    rows.push({ what: 'Frequency', now: job.frequency ?? 'not set', after: draft.logs.frequency })
  }
  if (draft.enabled !== before.enabled) {
    change.enabled = draft.enabled
    rows.push({ what: 'Enabled', now: yes(before.enabled), after: yes(draft.enabled) })
  }
  return { change, rows }
}

const named = (destination: DestinationView | DestinationInput) =>
  `${destinationLabel(destination)}, ${givenPlace(destination)}`

const yes = (value: boolean) => (value ? 'yes' : 'no')

/** What was not touched goes back as it was read, so that it stays to the letter. */
function logsPatchOf(job: Job, before: JobDraft, draft: JobDraft): UpdateJobInput['logs'] {
  const { fields, timestamps } = toCreateInput(draft).logs
  const { names } = draft.logs
  // All again, but without those that IBM lists no more: by its names it is seen to be another set than what is held.
  const isFewer = fields.mode === 'all' && fieldsOf(before).mode === 'all'
  const chosen = isFewer ? { ...fields, names } : fields
  return {
    fields: sameFields(before, draft) ? job.logs.fields : chosen,
    timestamps: draft.logs.timestamps === before.logs.timestamps ? job.logs.timestamps : timestamps,
    ...(sameOthers(before, draft) ? {} : { otherOptions: draft.logs.otherOptions }),
  }
}

function sameFields(before: JobDraft, draft: JobDraft): boolean {
  const [now, after] = [fieldsOf(before), fieldsOf(draft)]
  const isDropped = now.names.some((name) => !after.names.includes(name))
  if (now.mode !== after.mode) return false
  // The names of "all" follow IBM's list by themselves; only what is taken away is a change.
  if (after.mode === 'all') return after.names.length === 0 || !isDropped
  return !isDropped && after.names.every((name) => now.names.includes(name))
}

const othersText = ({ logs }: JobDraft) => optionsText(logs.otherOptions)

const sameOthers = (before: JobDraft, draft: JobDraft) =>
  JSON.stringify(before.logs.otherOptions) === JSON.stringify(draft.logs.otherOptions)

function destinationRows(job: Job, before: JobDraft, draft: JobDraft): ChangeRow[] {
  if (!hasForm(job.destination)) return []
  if (draft.kind !== before.kind) {
    const [now, after] = [named(job.destination), named(toDestination(draft))]
    return [{ what: 'Destination', now, after }]
  }
  const { kind } = draft
  const [old, now] = [Object(before[kind]), Object(draft[kind])]
  const ways = { apiKey: 'API key', challenge: 'Ownership challenge' }
  const wayIn =
    kind === 'cos' && draft.cos.auth !== before.cos.auth
      ? [{ what: 'Authentication', now: ways[before.cos.auth], after: ways[draft.cos.auth] }]
      : []
  const isKeyUnused = kind === 'cos' && draft.cos.auth === 'challenge'
  const members = Object.entries(destinationForms[kind].labels).flatMap(([member, what]) =>
    member === destinationForms[kind].secret
      ? secretRow(what, now[member] !== '' && !isKeyUnused, job.destination)
      : now[member] === '' && whenEmptied(kind, member) === 'stays'
        ? []
        : memberRow(what, old[member], now[member], mayHoldSecret(kind, member)),
  )
  return [...wayIn, ...members, ...(kind === 'https' ? httpsRows(before.https, draft.https) : [])]
}

function secretRow(what: string, isNew: boolean, view: DestinationView): ChangeRow[] {
  const word = what.replace(/^.* /, '')
  const now = 'hasKey' in view && view.hasKey ? `current ${word}` : 'none'
  return isNew ? [{ what, now, after: `new ${word}` }] : []
}

/** An address or a whole string as it was typed, which is shown as any destination is. */
const mayHoldSecret = (kind: JobDraft['kind'], member: string) =>
  kind === 'https' || (kind === 'other' && member === 'conf')

function memberRow(
  what: string,
  old: string | boolean,
  now: string | boolean,
  isMasked: boolean,
): ChangeRow[] {
  if (typeof old === 'boolean' || typeof now === 'boolean') {
    return old === now ? [] : [{ what, now: yes(old === true), after: yes(now === true) }]
  }
  if (old.trim() === now.trim()) return []
  const shown = (text: string) => (isMasked ? maskConf(text.trim()) : text) || 'none'
  return [{ what, now: shown(old), after: shown(now), mono: true }]
}

type HttpsDraft = JobDraft['https']

function httpsRows(before: HttpsDraft, draft: HttpsDraft): ChangeRow[] {
  return [
    ...entryRows('Header', before.headers, draft.headers),
    ...entryRows('Parameter', before.params, draft.params),
  ]
}

/** Headers or parameters by name, each of a repeated one for itself. No value is ever shown. */
function entryRows(
  what: string,
  before: readonly FormRow[],
  draft: readonly FormRow[],
): ChangeRow[] {
  const rest = [...before]
  const rows = draft
    .filter(({ name }) => name.trim() !== '')
    .flatMap(({ name, value }): ChangeRow[] => {
      const at = rest.findIndex((row) => row.name === name)
      if (at < 0) return [{ what: `${what} ${name}`, now: 'none', after: 'new value' }]
      rest.splice(at, 1)
      return value === ''
        ? []
        : [{ what: `${what} ${name}`, now: 'current value', after: 'new value' }]
    })
  const gone = rest.map(({ name }) => ({
    what: `${what} ${name}`,
    now: 'current value',
    after: 'removed',
  }))
  return [...rows, ...gone]
}

function logsRows(job: Job, before: JobDraft, draft: JobDraft): ChangeRow[] {
  const rows: ChangeRow[] = []
  const [now, after] = [fieldsOf(before), fieldsOf(draft)]
  const added = after.names.filter((name) => !now.names.includes(name))
  const dropped = now.names.filter((name) => !after.names.includes(name))
  if (!sameFields(before, draft)) {
    const detail = [
      added.length > 0 && now.mode !== 'default' ? `adds ${added.join(', ')}` : '',
      dropped.length > 0 && after.mode !== 'default' ? `removes ${dropped.join(', ')}` : '',
    ].filter(Boolean)
    rows.push({
      what: 'Fields',
      now: words(now),
      after: [words(after), ...detail].join('; '),
    })
  }
  if (draft.logs.timestamps !== before.logs.timestamps) {
    rows.push({
      what: 'Timestamps',
      now: job.logs.timestamps ?? 'not set',
      after: draft.logs.timestamps === 'kept' ? 'unchanged' : draft.logs.timestamps,
    })
  }
  if (!sameOthers(before, draft)) {
    rows.push({
      what: 'Other options',
      now: othersText(before) || 'none',
      after: othersText(draft) || 'none',
      mono: true,
    })
  }
  return rows
}

type Chosen = { mode: 'all' | 'default' | 'list'; names: readonly string[] }

function fieldsOf(draft: JobDraft): Chosen {
  const { choice, names } = draft.logs
  if (choice === 'all') return { mode: 'all', names }
  return choice === 'default' ? { mode: 'default', names: [] } : { mode: 'list', names }
}

function words({ mode, names }: Chosen): string {
  if (mode === 'all') return 'All'
  return mode === 'default' ? 'IBM’s default set' : `${names.length} selected`
}
