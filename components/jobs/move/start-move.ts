import { knownDataset } from '@/lib/jobs/dataset'
import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { loadDraft } from '@/lib/jobs/draft-reading'
import { withKey } from '@/lib/jobs/move-plan'
import type { Job } from '@/lib/schemas/job'

export type MoveStart = {
  draft: JobDraft
  /** When the draft was kept; null for a new one. */
  keptAt: string | null
}

/** Whether a job can be moved to a key alone: its bucket, region and instance are known. */
export const canMoveToKey = (job: Job): boolean => withKey(job, '') !== null

/**
 * What the form begins with: the draft that was kept, or no destination yet. `toKey`: the job's own bucket and folder, of
 * which the key is missing. Of what is sent only the dataset is in it, by which a path is proposed.
 */
export function startMove(
  storage: Storage | null,
  key: string,
  job: Job,
  toKey: boolean,
): MoveStart {
  const empty = emptyDraft()
  const logs = { ...empty.logs, dataset: knownDataset(job.dataset) ?? empty.logs.dataset }
  const same = toKey ? withKey(job, '') : null
  if (same) {
    const { kind: _, path = '', apiKey = '', ownershipToken = '', ...place } = same
    const cos = { ...empty.cos, ...place, path, apiKey, ownershipToken }
    return { draft: { ...empty, logs, cos }, keptAt: null }
  }
  const kept = storage && loadDraft(storage, key)
  return { draft: kept?.draft ?? { ...empty, logs }, keptAt: kept?.savedAt ?? null }
}
