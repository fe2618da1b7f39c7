import 'server-only'
import { routes } from '@/lib/routes'
import type { RequestContext } from '@/lib/server/context'
import { ownOrigin } from '@/lib/server/csrf'
import { log } from '@/lib/server/log'
import { endOfSession } from '@/lib/server/oidc/sign-in'
import { type Ended, endSession } from '@/lib/server/session'
import { recordSignOut } from './record'

/** Signs out. Without a session there is nothing to end, which is no error. */
export async function removeSession(
  ctx: RequestContext,
  request: Request,
  headers: Headers,
): Promise<Ended | null> {
  return endSession(request, headers, (db, { user }) => recordSignOut(db, ctx, user))
}

/**
 * Signs out for a browser that was sent here. @returns where it goes on: to the identity provider's end of session where
 * there is one, else to the sign-in page
 */
export async function signOutForBrowser(
  ctx: RequestContext,
  request: Request,
  headers: Headers,
): Promise<string> {
  // A link on another site, or on a neighbouring host, must not sign anybody out.
  const from = request.headers.get('sec-fetch-site')
  if (from !== null && from !== 'same-origin' && from !== 'none') return routes.home()
  try {
    const ended = await removeSession(ctx, request, headers)
    if (ended?.idToken == null) return routes.signIn()
    const back = ownOrigin(request) + routes.signIn()
    return (await endOfSession(ended.idToken, back)) ?? routes.signIn()
  } catch (error) {
    log.error('sign_out_failed', { requestId: ctx.requestId, error })
    // Still signed in, and the page that comes says so by itself.
    return routes.home()
  }
}
