import type { ReactNode } from 'react'
import type { DraftError } from '@/components/destinations/draft-errors'
import { fieldCount } from '@/components/jobs/wizard/field-count'
import type { StepId } from '@/components/jobs/wizard/steps'
import type { RailNote } from '@/components/jobs/wizard/wizard-rail'
import { fullPath } from '@/lib/destinations/cos-place'
import { destinationForms } from '@/lib/destinations/forms'
import { givenPlace } from '@/lib/destinations/given-place'
import { destinationLabel } from '@/lib/destinations/words'
import { datasetWords } from '@/lib/jobs/dataset'
import { type JobDraft, ownershipProgress, ownershipTokenOf, toDestination } from '@/lib/jobs/draft'
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

function ofDestination(draft: JobDraft, errors: readonly DraftError[] | null): RailNote {
  const { kind } = draft
  const label = destinationLabel({ kind })
  const { secret } = destinationForms[kind]
  const isPlaced = errors?.every(({ name }) => secret !== null && name.endsWith(`.${secret}`))
  if (!errors || !isPlaced) return { isDone: false, note: label }
  const place = placeOf(draft, label)
  return errors.length === 0
    ? { isDone: true, note: place }
    : { isDone: false, note: `${place}; ${secret === 'apiKey' ? 'API key' : secret} missing` }
}

function placeOf(draft: JobDraft, label: string): string {
  const { kind, cos, cloudLogs } = draft
  if (kind === 'cos') return [cos.bucket, fullPath(cos)].filter(Boolean).join('/')
  if (kind === 'cloudLogs') return `${label}, ${cloudLogs.region}`
  return kind === 'other' ? label : `${label}, ${givenPlace(toDestination(draft))}`
}

function ofOwnership(draft: JobDraft, tokenNote: (token: string) => ReactNode): RailNote {
  const progress = ownershipProgress(draft)
  if (progress === 'not_needed') {
    return {
      isDone: false,
      isSkipped: true,
      note: draft.kind === 'cos' ? 'not needed with a key' : 'not needed',
    }
  }
  if (progress === 'open') return { isDone: false }
  return { isDone: true, note: tokenNote(ownershipTokenOf(draft) ?? '') }
}

function ofLogs({ name, logs }: JobDraft): RailNote {
  const { choice, names, dataset } = logs
  const hasFields = choice === 'all' || choice === 'default' || names.length > 0
  // The step names the job when it is opened, so one without a name was never there.
  if (!hasFields || !checkName(name).ok) return { isDone: false }
  return { isDone: true, note: `${datasetWords[dataset].label}, ${fieldCount(logs)}` }
}
