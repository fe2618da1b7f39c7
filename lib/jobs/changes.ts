import type {
  DestinationInput,
  DestinationPatch,
  DestinationView,
} from '@/lib/destinations/registry'
import { destinationLabel, destinationPlace } from '@/lib/destinations/words'
import type { Job, UpdateJobInput } from '@/lib/schemas/job'
import { type JobDraft, toCreateInput, toDestination } from './draft'
import { fromJob } from './from-job'

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
    change.destination = patchOf(draft)
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
  `${destinationLabel(destination)}, ${destinationPlace(destination)}`

const yes = (value: boolean) => (value ? 'yes' : 'no')

/** A key that was left empty is left out: the job keeps the one it has. */
function patchOf(draft: JobDraft): DestinationPatch {
  const { apiKey, ...rest } = toDestination(draft)
  const patch = apiKey ? { ...rest, apiKey } : rest
  if (patch.kind !== 'cos') return patch
  const { ownershipToken, ...cos } = patch
  return ownershipToken ? { ...cos, ownershipToken } : cos
}

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

const othersText = ({ logs }: JobDraft) =>
  logs.otherOptions.map(({ name, value }) => (value === '' ? name : `${name}=${value}`)).join(' ')

const sameOthers = (before: JobDraft, draft: JobDraft) =>
  JSON.stringify(before.logs.otherOptions) === JSON.stringify(draft.logs.otherOptions)

function destinationRows(job: Job, before: JobDraft, draft: JobDraft): ChangeRow[] {
  if (job.destination.kind !== 'cos' && job.destination.kind !== 'cloudLogs') return []
  if (draft.kind !== before.kind) {
    const [now, after] = [named(job.destination), named(toDestination(draft))]
    return [{ what: 'Destination', now, after }]
  }
  const now = job.destination.hasKey ? 'current key' : 'none'
  const key = { what: 'Destination key', now, after: 'new key' }
  if (draft.kind === 'cloudLogs') {
    const members = {
      instanceId: 'Cloud Logs instance',
      region: 'Region',
      applicationName: 'Application name',
      subsystemName: 'Subsystem name',
    }
    return [
      ...textRows(members, before.cloudLogs, draft.cloudLogs),
      ...(draft.cloudLogs.apiKey ? [key] : []),
    ]
  }
  const members = {
    instanceId: 'Object Storage instance',
    bucket: 'Bucket',
    region: 'Region',
    path: 'Path',
  }
  const ways = { apiKey: 'API key', challenge: 'Ownership challenge' }
  return [
    ...(draft.cos.auth === before.cos.auth
      ? []
      : [{ what: 'Authentication', now: ways[before.cos.auth], after: ways[draft.cos.auth] }]),
    ...textRows(members, before.cos, draft.cos),
    ...(draft.cos.dailyFolders === before.cos.dailyFolders
      ? []
      : [
          {
            what: 'Daily folders',
            now: yes(before.cos.dailyFolders),
            after: yes(draft.cos.dailyFolders),
          },
        ]),
    ...(draft.cos.auth === 'apiKey' && draft.cos.apiKey ? [key] : []),
  ]
}

function textRows<Member extends string>(
  members: Record<Member, string>,
  before: NoInfer<Record<Member, string>>,
  after: NoInfer<Record<Member, string>>,
): ChangeRow[] {
  return (Object.keys(members) as Member[]) // Exactly the keys of the record just given.
    .filter((member) => before[member].trim() !== after[member].trim())
    .map((member) => ({
      what: members[member],
      now: before[member] || 'none',
      after: after[member] || 'none',
      mono: true,
    }))
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
