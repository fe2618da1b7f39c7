import { presetOf } from '@/lib/fields/presets'
import type { Job } from '@/lib/schemas/job'
import { timestamps } from '@/lib/schemas/logs'
import { knownDataset } from './dataset'
import { emptyDraft, type FieldChoice, type JobDraft } from './draft'

/**
 * A job that exists as the edit form's start values; secrets are empty, as they are never shown. What the form has
 * no room for (another kind of destination, an unknown dataset) keeps the start value and is not edited there.
 */
export function fromJob(job: Job): JobDraft {
  const draft = emptyDraft()
  const format = timestamps.safeParse(job.logs.timestamps)
  return {
    ...draft,
    ...destinationOf(job, draft),
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

function destinationOf({ destination }: Job, draft: JobDraft): Partial<JobDraft> {
  if (destination.kind === 'cloudLogs') {
    return {
      kind: 'cloudLogs',
      cloudLogs: {
        instanceId: destination.instanceId ?? '',
        region: destination.region ?? '',
        apiKey: '',
        applicationName: destination.applicationName ?? '',
        subsystemName: destination.subsystemName ?? '',
      },
    }
  }
  if (destination.kind !== 'cos') return {}
  return {
    kind: 'cos',
    cos: {
      ...draft.cos,
      auth: destination.auth,
      instanceId: destination.instanceId ?? '',
      bucket: destination.bucket,
      region: destination.region ?? '',
      path: destination.path ?? '',
      dailyFolders: destination.dailyFolders,
    },
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
