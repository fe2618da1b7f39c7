import type { QueryClient } from '@tanstack/react-query'
import { deleteSession } from '@/lib/queries/session'
import { routes } from '@/lib/routes'

/** As in lib/job-draft, which would bring its schemas into every page; a test holds the two together. */
export const draftPrefix = 'logpush-draft:'

/** Ends the session and forgets what this browser holds of it. Throws ApiError; then nothing was forgotten. */
export async function signOut(client: QueryClient): Promise<void> {
  await deleteSession()
  client.clear()
  dropDrafts()
  // A fresh document, so that nothing read before stays in memory.
  location.assign(routes.signIn())
}

/** All of them: whoever uses this browser next is to find none. */
function dropDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(draftPrefix)) localStorage.removeItem(key)
    }
  } catch {
    // Storage is closed (private window): no draft was kept either.
  }
}
