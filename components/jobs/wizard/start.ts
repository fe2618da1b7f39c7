import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { loadDraft } from '@/lib/jobs/draft-storage'
import { dataset } from '@/lib/schemas/logs'
import { browserStorage } from './draft-keeping'

export type Start = {
  draft: JobDraft
  /** When the draft was kept; null for a new one. */
  keptAt: string | null
}

/** What the form begins with: the draft that was kept, or nothing; a dataset that the address names comes first. */
export function startOf(key: string, asked: string | null): Start {
  const storage = browserStorage()
  const kept = storage && loadDraft(storage, key)
  const draft = kept?.draft ?? emptyDraft()
  const wanted = dataset.safeParse(asked)
  if (!wanted.success || wanted.data === draft.logs.dataset) {
    return { draft, keptAt: kept?.savedAt ?? null }
  }
  // Fields belong to their dataset, and the name was made for the other one.
  const logs = { ...draft.logs, dataset: wanted.data, choice: 'default' as const, names: [] }
  const named = { ...draft, logs, name: '', nameTyped: false }
  return { draft: named, keptAt: kept?.savedAt ?? null }
}
