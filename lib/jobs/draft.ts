import { challengeConf } from '@/lib/destinations/cos-place'
import { destinationForms, emptyDestinations, toInput } from '@/lib/destinations/forms'
import { needsOwnership } from '@/lib/destinations/needs-ownership'
import type { DestinationInput } from '@/lib/destinations/registry'
import type { CreateJobInput } from '@/lib/schemas/job'
import type { JobDraft } from './draft-schema'

// Apart from the schema of a draft, which is loaded only where one that was kept is read.
export type { FieldChoice, FormatChoice, JobDraft } from './draft-schema'

const newFormat = 'rfc3339'

export function emptyDraft(): JobDraft {
  return {
    kind: 'cos',
    ...emptyDestinations(),
    ownership: { granted: null, asked: null, validated: null },
    logs: {
      dataset: 'http_requests',
      choice: 'default',
      names: [],
      timestamps: newFormat,
      frequency: 'high',
      otherOptions: [],
    },
    name: '',
    nameTyped: false,
    enabled: true,
  }
}

/** The destination as the API takes it; half-filled members stay as they are, for the schema to judge. */
export const toDestination = (draft: JobDraft): DestinationInput => toInput(draft.kind, draft)

/** What the API takes to create this job. Judge it with `createJobInput` before it is sent. */
export function toCreateInput(draft: JobDraft): CreateJobInput {
  const { choice, names, timestamps, dataset: set, frequency: how } = draft.logs
  const mode = choice === 'all' || choice === 'default' ? choice : 'list'
  return {
    name: draft.name,
    enabled: draft.enabled,
    dataset: set,
    frequency: how,
    logs: {
      fields: mode === 'list' ? { mode, names } : { mode },
      // There is nothing to be kept of a new job.
      timestamps: timestamps === 'kept' ? newFormat : timestamps,
    },
    destination: toDestination(draft),
  }
}

/** What the ownership step stands at. A validated token counts only for the very destination, and while it is here. */
export type OwnershipProgress = 'not_needed' | 'open' | 'done'

export function ownershipProgress(draft: JobDraft): OwnershipProgress {
  const token = ownershipTokenOf(draft)
  if (token === null) return 'not_needed'
  return draft.ownership.validated?.conf === boundConf(draft) && token !== '' ? 'done' : 'open'
}

/** The token that stands in the draft for the kind that is chosen; null: none is needed. */
export function ownershipTokenOf({ kind, cos, other }: JobDraft): string | null {
  if (kind === 'cos') return cos.auth === 'challenge' ? cos.ownershipToken : null
  return kind === 'other' && needsOwnership(other.conf) ? other.ownershipToken : null
}

/** IBM validated the token in the draft for another destination than the one that is chosen by now. */
export function hasTokenOfAnotherPlace(draft: JobDraft): boolean {
  const hasToken = draft.ownership.validated !== null && Boolean(ownershipTokenOf(draft))
  return hasToken && ownershipProgress(draft) === 'open'
}

/** The destination that a challenge of this draft is bound to, letter by letter. */
export function boundConf({ kind, cos, other }: JobDraft): string {
  return kind === 'other' ? other.conf.trim() : challengeConf({ ...cos, path: cos.path.trim() })
}

/** Whether a place was chosen at all, so that the later steps have something to stand on. */
export function isPlaced({ kind, ...drafts }: JobDraft): boolean {
  return Object(drafts[kind])[destinationForms[kind].place] !== ''
}
