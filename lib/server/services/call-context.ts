import 'server-only'
import type { SignedInContext } from '@/lib/server/context'
import type { CallContext } from '@/lib/server/ibm/token'

/** How a signed-in person's request calls IBM: in their name, on their budget, within the request's time. */
export function callContext({ session, deadlineMs, requestId }: SignedInContext): CallContext {
  return {
    token: ({ rejected }) =>
      rejected === undefined ? session.token() : session.renewToken(rejected),
    identity: session.identity,
    deadlineMs,
    requestId,
  }
}
