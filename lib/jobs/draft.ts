import * as z from 'zod/mini'
import { challengeConf } from '@/lib/destinations/cos'
import {
  destinationDrafts,
  destinationForms,
  emptyDestinations,
  formKinds,
  toInput,
} from '@/lib/destinations/forms'
import { needsOwnership } from '@/lib/destinations/needs-ownership'
import type { DestinationInput } from '@/lib/destinations/registry'
import type { CreateJobInput } from '@/lib/schemas/job'
import { dataset, frequency } from '@/lib/schemas/logs'

/** Which fields: one of the presets (`lib/logs/presets`), or a list of one's own. */
export const fieldChoice = z.enum(['all', 'default', 'siem', 'noPersonalData', 'minimal', 'list'])
export type FieldChoice = z.infer<typeof fieldChoice>

/** `kept`: what the job of an edit has, which is a format that we don't know, or none. */
const format = z.enum(['rfc3339', 'unix', 'unixnano', 'kept'])
export type FormatChoice = z.infer<typeof format>

const text = z.string()
/** When something was done, RFC 3339, and for which destination (`challengeConf`): another one opens it again. */
const deed = z.object({ at: text, conf: text })

/**
 * A job as it stands in the form: every member always there, '' for what is not chosen yet, every kind of destination
 * kept so that trying another one loses nothing.
 */
export const jobDraft = z.object({
  kind: z.enum(formKinds),
  ...destinationDrafts,
  ownership: z.object({
    /** The person said that IBM may write to the bucket. */
    granted: z.nullable(deed),
    asked: z.nullable(z.extend(deed, { filename: text })),
    validated: z.nullable(deed),
  }),
  logs: z.object({
    dataset,
    choice: fieldChoice,
    /** The chosen names; not looked at for `all` and `default`. */
    names: z.array(text),
    timestamps: format,
    frequency,
    /** Those options of the edited job that stay. */
    otherOptions: z.array(z.object({ name: text, value: text })),
  }),
  name: text,
  /** A person wrote the name; until then it follows the dataset. A draft kept before this was told has one of its own. */
  nameTyped: z._default(z.boolean(), true),
  enabled: z.boolean(),
})
export type JobDraft = z.infer<typeof jobDraft>

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
