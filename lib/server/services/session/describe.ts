import 'server-only'
import type { Session } from '@/lib/schemas/session'
import type { SignedInContext } from '@/lib/server/context'

/** Who is signed in, for the page's frame. */
export function describeSession({ session }: SignedInContext): Session {
  return {
    user: session.user,
    account: session.account,
    expiresAt: new Date(session.expiresAtMs).toISOString(),
  }
}
