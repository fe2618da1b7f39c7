import { changesOf } from '@/lib/job-draft/changes'
import type { JobDraft } from '@/lib/job-draft/draft'
import { withoutSecrets } from '@/lib/job-draft/storage'
import { ApiError } from '@/lib/queries/fetcher'
import type { Job } from '@/lib/schemas/job'

const openCodes = new Set([
  'outcome_unknown',
  'ibm_timeout',
  'ibm_unavailable',
  'ibm_unusable',
  'dashboard_timeout',
  'dashboard_unreachable',
  'dashboard_unusable',
  'internal',
])

/** Whether IBM may have saved although no good answer came. Everything else says that it did not. */
export function isOutcomeUnknown(error: unknown): boolean {
  return !(error instanceof ApiError) || openCodes.has(error.code)
}

/**
 * What a reading after a lost answer tells. `saved`: the job is now as asked; `changed`: somebody else's change is in
 * it; `not_saved`: it is as it was; `unclear`: only a key was to change, and a reading shows none.
 */
export type ReadBack = 'saved' | 'changed' | 'not_saved' | 'unclear'

export function readBackOf(base: Job, now: Job, draft: JobDraft): ReadBack {
  const left = changesOf(now, withoutSecrets(draft)).rows.length
  if (now.revision !== base.revision) return left === 0 ? 'saved' : 'changed'
  return left === 0 ? 'unclear' : 'not_saved'
}
