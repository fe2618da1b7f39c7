import 'server-only'
import { headers } from 'next/headers'
import type { Session } from '@/lib/schemas/session'
import { readSession } from '@/lib/server/session'

/** Who asks for this page, as far as a browser may know; null: nobody is signed in. */
export async function signedIn(): Promise<Session | null> {
  const found = await readSession(await headers())
  if (!found) return null
  const { principal, expiresAtMs, administers } = found
  // Member by member: the context holds tokens, and what is given to a component may reach the browser.
  return {
    user: { id: principal.id, name: principal.name, email: principal.email },
    kind: principal.kind === 'ibm' ? 'ibm' : 'oidc',
    admin: administers !== null,
    account: principal.account && { id: principal.account.id, name: principal.account.name },
    expiresAt: new Date(expiresAtMs).toISOString(),
  }
}
