import { fromView } from '@/lib/destinations/forms'
import { presetOf } from '@/lib/fields/presets'
import type { Job } from '@/lib/schemas/job'
import { timestamps } from '@/lib/schemas/logs'
import { knownDataset } from './dataset'
import { emptyDraft, type FieldChoice, type JobDraft } from './draft'

/**
 * A job that exists as the edit form's start values; secrets are empty, as they are never shown. What the form has
 * no room for (a destination of Log Analysis, an unknown dataset) keeps the start value and is not edited there.
 */
export function fromJob(job: Job): JobDraft {
  const draft = emptyDraft()
  const form = fromView(job.destination)
  const format = timestamps.safeParse(job.logs.timestamps)
  return {
    ...draft,
    ...(form && { kind: form.kind, ...form.drafts }),
    logs: {
      dataset: knownDataset(job.dataset) ?? draft.logs.dataset,
      choice: choiceOf(job),
      names: job.logs.fields.names ?? [],
      timestamps: format.success ? format.data : 'kept',
      frequency: job.frequency ?? 'high',
      otherOptions: job.logs.otherOptions,
    },
    name: job.name ?? '',
    enabled: job.enabled,
  }
}

function choiceOf({ logs }: Job): FieldChoice {
  return logs.fields.mode
}

/** The preset that a list of names is, given the live list; `list` for one's own. */
export function namedChoice(job: Job, liveNames: readonly string[]): FieldChoice {
  const known = knownDataset(job.dataset)
  if (job.logs.fields.mode !== 'list' || known === null) return job.logs.fields.mode
  return presetOf(job.logs.fields.names ?? [], known, liveNames) ?? 'list'
}
