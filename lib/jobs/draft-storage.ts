import * as z from 'zod/mini'
import {
  withoutSecrets as bareDestinations,
  withSecretsOf as destinationsWithSecrets,
  formKinds,
  hasTypedSecret,
} from '@/lib/destinations/forms'
import { emptyDraft, type JobDraft, jobDraft } from './draft'

/** Every draft's key begins so; signing out removes them all. */
export const draftPrefix = 'logpush-draft:'

const stored = z.object({ version: z.literal(1), savedAt: z.string(), draft: jobDraft })

/** One draft for each person and zone: on a shared machine nobody sees another's. */
export function draftKey(userId: string, zoneId: string, jobId = 'new'): string {
  return `${draftPrefix}${userId}:${zoneId}:${jobId}`
}

/** What may lie in a browser: everything but the secrets. */
export function withoutSecrets(draft: JobDraft): JobDraft {
  // What was done for a raw string is bound to its letters, which may be a secret's.
  const ownership = draft.kind === 'other' ? emptyDraft().ownership : draft.ownership
  return { ...draft, ...bareDestinations(draft), ownership }
}

/** A draft as it was kept, with the secrets that a form still holds. */
export const withSecretsOf = (held: JobDraft, kept: JobDraft): JobDraft => ({
  ...kept,
  ...destinationsWithSecrets(held, kept),
})

/** Whether a key was typed, which leaving the form would lose. */
export const hasTypedKey = (draft: JobDraft): boolean =>
  formKinds.some((kind) => hasTypedSecret(draft, kind))

/** Keeps a draft without its secrets. A browser that refuses storage loses the draft, not the form. */
export function saveDraft(
  storage: Storage,
  key: string,
  draft: JobDraft,
  savedAt: string,
): boolean {
  try {
    storage.setItem(key, JSON.stringify({ version: 1, savedAt, draft: withoutSecrets(draft) }))
    return true
  } catch {
    return false
  }
}

/** null: there is none, or one that this version does not understand. */
export function loadDraft(
  storage: Storage,
  key: string,
): { draft: JobDraft; savedAt: string } | null {
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

export function dropDraft(storage: Storage, key: string): void {
  try {
    storage.removeItem(key)
  } catch {
    // Without storage there is no draft to drop.
  }
}
