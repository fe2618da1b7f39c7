import { boundConf, type JobDraft, ownershipTokenOf } from '@/lib/jobs/draft'

/** Whether the edited destination needs an ownership challenge of its own: only a changed one does. */
export function needsProof(before: JobDraft, draft: JobDraft): boolean {
  if (ownershipTokenOf(draft) === null) return false
  return (
    before.kind !== draft.kind ||
    ownershipTokenOf(before) === null ||
    boundConf(before) !== boundConf(draft)
  )
}
