import type { QueryClient } from '@tanstack/react-query'
import { deleteSession } from '@/lib/queries/session'
import { routes } from '@/lib/routes'

/** What is half filled in is kept under this, so that it survives a reload; it belongs to whoever was signed in. */
const draftPrefix = 'logpush-draft:'

/** Ends the session and forgets what this browser holds of it. Throws ApiError; then nothing was forgotten. */
export async function signOut(client: QueryClient): Promise<void> {
  await deleteSession()
  client.clear()
  dropDrafts()
  // A fresh document, so that nothing read before stays in memory.
  location.assign(routes.signIn())
}

function dropDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(draftPrefix)) localStorage.removeItem(key)
    }
  } catch {
    // Storage is closed (private window): no draft was kept either.
  }
}
