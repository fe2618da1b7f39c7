import {
  withoutSecrets as bareDestinations,
  withSecretsOf as destinationsWithSecrets,
  formKinds,
  hasTypedSecret,
} from '@/lib/destinations/forms'
import { emptyDraft, type JobDraft } from './draft'

/** Every draft's key begins so; signing out removes them all. */
export const draftPrefix = 'logpush-draft:'

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

/** Whether anything is kept there; `loadDraft` reads it. */
export function hasDraft(storage: Storage, key: string): boolean {
  try {
    return storage.getItem(key) !== null
  } catch {
    return false
  }
}

export function dropDraft(storage: Storage, key: string): void {
  try {
    storage.removeItem(key)
  } catch {
    // Without storage there is no draft to drop.
  }
}
