import { destinationErrors } from '@/components/destinations/draft-errors'
import type { StepId } from '@/components/wizard/steps'
import type { RailNote } from '@/components/wizard/wizard-rail'
import { fullPath } from '@/lib/destinations/cos'
import { destinationLabel } from '@/lib/destinations/words'
import { type JobDraft, ownershipProgress } from '@/lib/job-draft/draft'
import { datasetWords } from '@/lib/logs/dataset'
import { claimedEnd } from '@/lib/ownership/claims'
import { readOwnershipToken } from '@/lib/ownership/token'
import { jobName } from '@/lib/schemas/job'

/** What the rail says of each step: what was chosen, or why it is not needed. `date` says a day in the reader's zone. */
export function railNotes(draft: JobDraft, date: (ms: number) => string): Record<StepId, RailNote> {
  return {
    destination: ofDestination(draft),
    ownership: ofOwnership(draft, date),
    logs: ofLogs(draft),
    review: { isDone: false },
  }
}

function ofDestination(draft: JobDraft): RailNote {
  const { kind, cos, cloudLogs } = draft
  const errors = destinationErrors(draft)
  const label = destinationLabel({ kind })
  const isPlaced = errors.every(({ name }) => name.endsWith('.apiKey'))
  if (!isPlaced) return { isDone: false, note: label }
  const path = fullPath(cos)
  const place =
    kind === 'cos' ? [cos.bucket, path].filter(Boolean).join('/') : `${label}, ${cloudLogs.region}`
  return errors.length === 0
    ? { isDone: true, note: place }
    : { isDone: false, note: `${place}; its key is to be typed` }
}

function ofOwnership(draft: JobDraft, date: (ms: number) => string): RailNote {
  const progress = ownershipProgress(draft)
  if (progress === 'not_needed')
    return { isDone: false, isSkipped: true, note: 'not needed with a key' }
  if (progress === 'open') return { isDone: false }
  const reading = readOwnershipToken(draft.cos.ownershipToken)
  const endMs = reading.ok ? claimedEnd(reading.token.claims) : null
  return {
    isDone: true,
    note: endMs === null ? 'Token validated' : `Token valid until ${date(endMs)}`,
  }
}

function ofLogs({ name, logs }: JobDraft): RailNote {
  const { choice, names, dataset } = logs
  const hasFields = choice === 'all' || choice === 'default' || names.length > 0
  // The step names the job when it is opened, so one without a name was never there.
  if (!hasFields || !jobName.safeParse(name).success) return { isDone: false }
  const fields =
    choice === 'all'
      ? 'all fields'
      : choice === 'default'
        ? 'IBM’s default fields'
        : `${names.length} fields`
  return { isDone: true, note: `${datasetWords[dataset].label}, ${fields}` }
}
