import type { QueryClient } from '@tanstack/react-query'
import { holdReads } from '@/lib/queries/fetcher'
import { keys } from '@/lib/queries/keys'
import { deleteSession } from '@/lib/queries/session'
import { apiRoutes, routes } from '@/lib/routes'
import type { Session } from '@/lib/schemas/session'

/** As in lib/job-draft, which would bring its schemas into every page; a test holds the two together. */
export const draftPrefix = 'logpush-draft:'

/**
 * Ends the session and forgets what this browser holds of it. Whoever came from the company's identity provider is sent to
 * its end of session, too. Throws ApiError; then nothing was forgotten.
 */
export async function signOut(client: QueryClient): Promise<void> {
  const isCompany = client.getQueryData<Session>(keys.session)?.kind === 'oidc'
  const goOn = holdReads()
  await client.cancelQueries()
  try {
    if (!isCompany) await deleteSession()
  } catch (error) {
    goOn()
    throw error
  }
  client.clear()
  dropDrafts()
  // A fresh document, so that nothing read before stays in memory.
  location.assign(isCompany ? apiRoutes.oidcSignOut() : routes.signIn())
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
