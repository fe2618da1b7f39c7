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

/** What an answer can do without (a plan's name, a list of fields) may not keep it waiting for longer. */
const sideQuestionMs = 4_000

/** The same request with little time, for a question whose answer is only good to have. */
export function aside(ctx: SignedInContext): SignedInContext {
  return { ...ctx, deadlineMs: Math.min(ctx.deadlineMs, Date.now() + sideQuestionMs) }
}
