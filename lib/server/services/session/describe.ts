import 'server-only'
import type { Session } from '@/lib/schemas/session'
import type { SignedInContext } from '@/lib/server/context'

/** Who is signed in, for the page's frame. */
export function describeSession({ session, principal, administers }: SignedInContext): Session {
  return {
    user: { id: principal.id, name: principal.name, email: principal.email },
    kind: principal.kind === 'system' ? 'oidc' : principal.kind,
    admin: administers != null,
    account: principal.account,
    expiresAt: new Date(session.expiresAtMs).toISOString(),
  }
}
