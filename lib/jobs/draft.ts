import { challengeConf } from '@/lib/destinations/cos-place'
import type { DestinationInput } from '@/lib/destinations/registry'
import type { CreateJobInput } from '@/lib/schemas/job'
import type { JobDraft } from './draft-schema'

// Apart from the schema of a draft, which is loaded only where one that was kept is read.
export type { FieldChoice, FormatChoice, JobDraft } from './draft-schema'

const newFormat = 'rfc3339'

export function emptyDraft(): JobDraft {
  return {
    kind: 'cos',
    cos: {
      auth: 'apiKey',
      instanceId: '',
      bucket: '',
      bucketTyped: false,
      region: '',
      path: '',
      dailyFolders: true,
      apiKey: '',
      ownershipToken: '',
    },
    cloudLogs: {
      instanceId: '',
      region: '',
      apiKey: '',
      applicationName: '',
      subsystemName: '',
    },
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

/** Whether a bucket or an instance is chosen: without one, there is no destination to speak of. */
export function isPlaced({ kind, cos, cloudLogs }: JobDraft): boolean {
  return kind === 'cos' ? cos.bucket !== '' : cloudLogs.instanceId !== ''
}

/** The destination as the API takes it; half-filled members stay as they are, for the schema to judge. */
export function toDestination({ kind, cos, cloudLogs }: JobDraft): DestinationInput {
  if (kind === 'cloudLogs') {
    const { applicationName, subsystemName, ...rest } = cloudLogs
    return {
      kind,
      ...rest,
      ...(applicationName.trim() && { applicationName: applicationName.trim() }),
      ...(subsystemName.trim() && { subsystemName: subsystemName.trim() }),
    }
  }
  const { bucketTyped: _, path, apiKey, ownershipToken, auth, ...rest } = cos
  return {
    kind,
    auth,
    ...rest,
    ...(path.trim() && { path: path.trim() }),
    ...(auth === 'apiKey' ? { apiKey } : { ownershipToken }),
  }
}

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
  if (draft.kind !== 'cos' || draft.cos.auth !== 'challenge') return 'not_needed'
  const { validated } = draft.ownership
  const fits = validated?.conf === boundConf(draft) && draft.cos.ownershipToken !== ''
  return fits ? 'done' : 'open'
}

/** IBM validated the token in the draft for another destination than the one that is chosen by now. */
export function hasTokenOfAnotherPlace(draft: JobDraft): boolean {
  const hasToken = draft.ownership.validated !== null && draft.cos.ownershipToken !== ''
  return hasToken && ownershipProgress(draft) === 'open'
}

/** The destination that a challenge of this draft is bound to, letter by letter. */
export function boundConf({ cos }: JobDraft): string {
  return challengeConf({ ...cos, path: cos.path.trim() })
}
