import type { JobDraft } from './draft'

/** Every draft's key begins so; signing out removes them all. */
export const draftPrefix = 'logpush-draft:'

/** One draft for each person and zone: on a shared machine nobody sees another's. */
export function draftKey(userId: string, zoneId: string, jobId = 'new'): string {
  return `${draftPrefix}${userId}:${zoneId}:${jobId}`
}

/** What may lie in a browser: everything but the secrets. */
export function withoutSecrets(draft: JobDraft): JobDraft {
  return {
    ...draft,
    cos: { ...draft.cos, apiKey: '', ownershipToken: '' },
    cloudLogs: { ...draft.cloudLogs, apiKey: '' },
  }
}

/** A draft as it was kept, with the secrets that a form still holds. */
export function withSecretsOf(held: JobDraft, kept: JobDraft): JobDraft {
  const { apiKey, ownershipToken } = held.cos
  return {
    ...kept,
    cos: { ...kept.cos, apiKey, ownershipToken },
    cloudLogs: { ...kept.cloudLogs, apiKey: held.cloudLogs.apiKey },
  }
}

/** Whether a key was typed, which leaving the form would lose. */
export const hasTypedKey = ({ cos, cloudLogs }: JobDraft): boolean =>
  cos.apiKey !== '' || cloudLogs.apiKey !== ''

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
