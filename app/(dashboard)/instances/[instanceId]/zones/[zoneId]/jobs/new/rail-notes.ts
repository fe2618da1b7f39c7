import type { ReactNode } from 'react'
import type { DraftError } from '@/components/destinations/draft-errors'
import { fieldCount } from '@/components/jobs/wizard/field-count'
import type { StepId } from '@/components/jobs/wizard/steps'
import type { RailNote } from '@/components/jobs/wizard/wizard-rail'
import { fullPath } from '@/lib/destinations/cos-place'
import { destinationLabel } from '@/lib/destinations/words'
import { datasetWords } from '@/lib/jobs/dataset'
import { type JobDraft, ownershipProgress } from '@/lib/jobs/draft'
import { checkName } from '@/lib/jobs/job-name'

/**
 * What the rail says of each step: what was chosen, or why it is not needed. `errors` of the destination; null: it was
 * not judged yet. `tokenNote` says until when a token is good.
 */
export function railNotes(
  draft: JobDraft,
  errors: readonly DraftError[] | null,
  tokenNote: (token: string) => ReactNode,
): Record<StepId, RailNote> {
  return {
    destination: ofDestination(draft, errors),
    ownership: ofOwnership(draft, tokenNote),
    logs: ofLogs(draft),
    review: { isDone: false },
  }
}

function ofDestination(
  { kind, cos, cloudLogs }: JobDraft,
  errors: readonly DraftError[] | null,
): RailNote {
  const label = destinationLabel({ kind })
  if (!errors?.every(({ name }) => name.endsWith('.apiKey'))) return { isDone: false, note: label }
  const path = fullPath(cos)
  const place =
    kind === 'cos' ? [cos.bucket, path].filter(Boolean).join('/') : `${label}, ${cloudLogs.region}`
  return errors.length === 0
    ? { isDone: true, note: place }
    : { isDone: false, note: `${place}; API key missing` }
}

function ofOwnership(draft: JobDraft, tokenNote: (token: string) => ReactNode): RailNote {
  const progress = ownershipProgress(draft)
  if (progress === 'not_needed') {
    return { isDone: false, isSkipped: true, note: 'not needed with a key' }
  }
  if (progress === 'open') return { isDone: false }
  return { isDone: true, note: tokenNote(draft.cos.ownershipToken) }
}

function ofLogs({ name, logs }: JobDraft): RailNote {
  const { choice, names, dataset } = logs
  const hasFields = choice === 'all' || choice === 'default' || names.length > 0
  // The step names the job when it is opened, so one without a name was never there.
  if (!hasFields || !checkName(name).ok) return { isDone: false }
  return { isDone: true, note: `${datasetWords[dataset].label}, ${fieldCount(logs)}` }
}
