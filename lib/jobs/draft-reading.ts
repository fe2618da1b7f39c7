import * as z from 'zod/mini'
import { type JobDraft, jobDraft } from './draft-schema'

const stored = z.object({ version: z.literal(1), savedAt: z.string(), draft: jobDraft })

export type KeptDraft = { draft: JobDraft; savedAt: string }

/** null: there is none, or one that this version does not understand. */
export function loadDraft(storage: Storage, key: string): KeptDraft | null {
  try {
    const text = storage.getItem(key)
    const result = text === null ? null : stored.safeParse(JSON.parse(text))
    if (!result?.success) return null
    const { draft, savedAt } = result.data
    return { draft, savedAt }
  } catch {
    return null
  }
}
