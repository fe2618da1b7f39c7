import { changesOf } from '@/lib/jobs/changes'
import type { JobDraft } from '@/lib/jobs/draft'
import { withoutSecrets } from '@/lib/jobs/draft-storage'
import type { Job } from '@/lib/schemas/job'

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
