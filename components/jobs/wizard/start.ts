import { knownDataset } from '@/lib/jobs/dataset'
import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import type { KeptDraft } from '@/lib/jobs/draft-reading'

export type Start = {
  draft: JobDraft
  /** When the draft was kept; null for a new one. */
  keptAt: string | null
}

/** What the form begins with: the draft that was kept, or nothing; a dataset that the address names comes first. */
export function startOf(kept: KeptDraft | null, asked: string | null): Start {
  const draft = kept?.draft ?? emptyDraft()
  const keptAt = kept?.savedAt ?? null
  const wanted = knownDataset(asked)
  if (wanted === null || wanted === draft.logs.dataset) return { draft, keptAt }
  // Fields belong to their dataset, and the name was made for the other one.
  const logs = { ...draft.logs, dataset: wanted, choice: 'default' as const, names: [] }
  return { draft: { ...draft, logs, name: '', nameTyped: false }, keptAt }
}
