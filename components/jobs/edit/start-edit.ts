import { changesOf } from '@/lib/jobs/changes'
import type { JobDraft } from '@/lib/jobs/draft'
import { loadDraft } from '@/lib/jobs/draft-reading'
import { fromJob } from '@/lib/jobs/from-job'
import type { Job } from '@/lib/schemas/job'
import { type Base, loadBase } from './base-storage'

export type EditStart = {
  /** What the edit began from. */
  base: Base
  draft: JobDraft
  /** When the draft was kept; null: it is the job as it is. */
  savedAt: string | null
  /** The job as somebody else left it since the draft was kept; null: nobody touched it. */
  theirs: Job | null
}

/** Where an edit goes on: at a draft that was kept, or at the job as it is now. `storage` null: it is closed. */
export function startEdit(storage: Storage | null, key: string, now: Base): EditStart {
  const fresh = { base: now, draft: fromJob(now.job), savedAt: null, theirs: null }
  const kept = storage && loadDraft(storage, key)
  const base = storage && loadBase(storage, key)
  // Without its base a draft can't be told from what somebody else changed.
  if (!kept || !base || changesOf(base.job, kept.draft).rows.length === 0) return fresh
  const isSame = base.job.revision === now.job.revision
  return {
    base: isSame ? now : base,
    draft: kept.draft,
    savedAt: kept.savedAt,
    theirs: isSame ? null : now.job,
  }
}
