import { boundConf, type JobDraft } from '@/lib/jobs/draft'

/** Whether the edited destination needs an ownership challenge of its own: only a changed one does. */
export function needsProof(before: JobDraft, draft: JobDraft, wasCos: boolean): boolean {
  if (draft.kind !== 'cos' || draft.cos.auth !== 'challenge') return false
  return !wasCos || before.cos.auth !== 'challenge' || boundConf(before) !== boundConf(draft)
}
